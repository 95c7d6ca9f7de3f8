"""The admin of news: articles with their blocks and verbs, authors, and the ledger of corrections."""

from news.admin import articles, authors, corrections, erasures

__all__ = ["articles", "authors", "corrections", "erasures"]
