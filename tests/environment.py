"""What the settings read, for tests: loaded before Django is."""

import os
import tempfile

os.environ["READ_DOT_ENV"] = "off"
os.environ.setdefault("SECRET_KEY", "for tests only, and the same for everybody who runs them")
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
os.environ["HTTPS"] = "off"
os.environ["MEDIA_ROOT"] = tempfile.mkdtemp(prefix="showsite-media-")
# Playwright's loop runs in the thread of the tests.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
