"""What the settings read, for tests: loaded before Django is."""

import os

os.environ["READ_DOT_ENV"] = "off"
os.environ.setdefault("SECRET_KEY", "for tests only")
