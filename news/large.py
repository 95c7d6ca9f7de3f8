"""Loading the articles of the large synthetic catalog that benchmarks run on, by the verbs that editors use."""

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from catalog.large import Progress
from news import richtext
from news.models import AnswerBox, Article, ArticleAuthor, ArticleSubject, Author, RichText

FILE = "articles.jsonl"


def load_articles(folder: Path, progress: Progress, *, first_series: int) -> int:
    """Load articles.jsonl: published, drafted and scheduled stories about series; how many.

    `first_series` is what the generator's ids of series are counted on from. The caller keeps it in a transaction.
    """
    author = Author.objects.create(byline="The generator", slug=Author.objects.free_slug("The generator"))
    count = 0
    with (folder / FILE).open(encoding="utf-8") as file:
        for row in progress(FILE, map(json.loads, file)):
            _load(row, author, [first_series + number for number in row["series_ids"]])
            count += 1
    return count


def _load(row: dict[str, Any], author: Author, series: Iterable[int]) -> None:
    title = row["title"][:200]
    article = Article.objects.create(title=title, slug=Article.objects.free_slug(title), lead=title)
    ArticleAuthor.objects.create(article=article, author=author)
    ArticleSubject.objects.bulk_create(
        ArticleSubject(article=article, series_id=key, primary=place == 0) for place, key in enumerate(series)
    )
    RichText.objects.create(parent=article, region="main", ordering=10, text=richtext.clean(row["body_html"]))
    AnswerBox.objects.create(parent=article, region="main", ordering=20)
    if row["status"] == "draft":
        article.save_draft(by=None, version=article.version)
    elif row["status"] == "scheduled":
        article.publish(by=None, version=article.version, at=_coming(row))
    else:
        article.publish(by=None, version=article.version, at=parse_datetime(row["published"]), backdated=True)


def _coming(row: dict[str, Any]) -> datetime:
    """The moment of a scheduled story: the generator only writes moments that have passed, so as far ahead as back."""
    now, written = timezone.now(), parse_datetime(row["published"])
    assert written
    return now + abs(now - written)
