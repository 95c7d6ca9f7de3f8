"""The admin of news: articles with their blocks and verbs, authors, and the ledger of corrections."""

from news.admin import articles, authors, corrections

__all__ = ["articles", "authors", "corrections"]
