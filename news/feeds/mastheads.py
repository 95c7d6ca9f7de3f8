"""Keeping the masthead of feeds: `migrate` writes down what the settings say, a check tells when they say otherwise.

Settings are changed without a word to the database. A feed that begins otherwise has changed, and who asks by date
alone hears of it only when a moment is known.
"""

from django.apps import apps as present
from django.core.checks import Warning
from django.db.utils import DatabaseError

from news.models import Masthead

ADVICE = "Run manage.py migrate. Until then feeds do not say when they changed, and are sent in full more often."


def write_down(sender, apps=present, **how):
    """After `migrate`; not when it went back to a time without mastheads."""
    try:
        apps.get_model("news", "Masthead")
    except LookupError:
        return
    Masthead.write_down()


def check(app_configs, databases, **how):
    """What `manage.py check --database default` says."""
    if not databases:
        return []
    try:
        agrees = Masthead.valid_since() is not None
    except DatabaseError:
        # Before the first `migrate`.
        return []
    said = "The settings say another address, name, language, time zone or hub of the site than feeds began with."
    return [] if agrees else [Warning(said, hint=ADVICE, id="news.W001")]
