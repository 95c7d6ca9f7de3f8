from showsite.models.pages import FIXED, OWED, WORDS, Page, PageRevision, for_readers
from showsite.models.redirects import Redirect

__all__ = ["FIXED", "OWED", "WORDS", "Page", "PageRevision", "Redirect", "for_readers"]
