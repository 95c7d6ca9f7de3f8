from showsite.models.pages import FIXED, OWED, WORDS, Page, PageRevision, for_readers
from showsite.models.pings import Outbox, Ping
from showsite.models.redirects import Redirect

__all__ = ["FIXED", "OWED", "WORDS", "Outbox", "Page", "PageRevision", "Ping", "Redirect", "for_readers"]
