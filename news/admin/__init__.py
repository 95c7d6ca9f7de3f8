from news.admin import articles, authors, corrections, revisions  # noqa: F401
