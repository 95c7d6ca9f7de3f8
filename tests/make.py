"""Makers: an ordinary row in one call; what matters to the test is said by the test."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from zoneinfo import ZoneInfo

import PIL.Image
from django.contrib.auth import get_user_model
from django.utils import timezone

from catalog.axes import Certainty, Tier
from catalog.models import (
    CastCredit,
    CrewCredit,
    Department,
    Fact,
    Genre,
    Image,
    Job,
    Network,
    Person,
    Quote,
    Rating,
    Series,
    SeriesNetwork,
    Source,
    Video,
)
from news.models import BLOCKS, Article, Author, RichText
from showsite.models import Page

TOKYO = ZoneInfo("Asia/Tokyo")
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
_numbers = count(1)


def a_user(username=None, **fields):
    fields = {"is_staff": True, **fields}
    return get_user_model().objects.create_user(
        username or f"editor{next(_numbers)}", password="open sesame", **fields
    )


def an_editor(**fields):
    return a_user(is_superuser=True, **fields)


def a_page(title="Who we are", *, published=True, **fields):
    """A page of the site that an editor added."""
    fields = {"slug": Page.objects.free_slug(title), "lead": "Names and faces.", "text": "<p>Us.</p>", **fields}
    page = Page.objects.create(title=title, **fields)
    if published:
        page.publish()
    return page


def a_network(name="Meridian", **fields):
    return Network.objects.create(name=name, slug=Network.objects.free_slug(name), **fields)


def a_genre(name="Drama"):
    return Genre.objects.get_or_create(name=name, defaults={"slug": Genre.objects.free_slug(name)})[0]


def a_series(title="The Salt Road", *, network=None, genres=(), hidden=False, **fields):
    """A public series without seasons."""
    fields.setdefault("slug", Series.objects.free_slug(title))
    fields.setdefault("published_at", None if hidden else timezone.now() - DAY)
    series = Series.objects.create(title=title, **fields)
    if network:
        SeriesNetwork.objects.create(series=series, network=network)
    series.genres.set(genres)
    series.settle()
    return series


def a_season(series=None, number=1, **fields):
    return (series or a_series()).add_season(number=number, **fields)


def a_source(tier=Tier.OFFICIAL_RELEASE, publisher="Meridian", **fields):
    fields.setdefault("url", f"https://news.example.org/{next(_numbers)}")
    return Source.objects.create(tier=tier, publisher=publisher, **fields)


def an_update(
    season, *, on=date(2026, 3, 1), certainty=Certainty.OFFICIAL, public_from: datetime | None = None, **axes
):
    """A public, official update; `public_from` is a day ago, for an embargo give a later moment."""
    source = axes.pop("source", None) or a_source()
    public_from = public_from or timezone.now() - DAY
    summary = axes.pop("summary", "The network said so.")
    return season.record(on=on, source=source, certainty=certainty, summary=summary, public_from=public_from, **axes)


def a_rumour(season, **axes):
    return an_update(season, certainty=Certainty.RUMOUR, source=a_source(Tier.ANONYMOUS, "A forum"), **axes)


def a_person(name="Ada Marlow", **fields):
    fields.setdefault("slug", Person.objects.free_slug(name))
    return Person.objects.create(name=name, **fields)


def a_cast_credit(season, person=None, character="Captain Vane", **fields):
    fields.setdefault("series", season.series)
    return CastCredit.objects.create(season=season, person=person or a_person(), character=character, **fields)


def a_job(name="Director", department="Directing"):
    department, _ = Department.objects.get_or_create(name=department)
    return Job.objects.get_or_create(name=name, defaults={"department": department})[0]


def a_crew_credit(season, person=None, job=None, **fields):
    fields.setdefault("series", season.series)
    return CrewCredit.objects.create(season=season, person=person or a_person(), job=job or a_job(), **fields)


def a_quote(season, speaker=None, text="The story goes on.", **fields):
    fields.setdefault("source", a_source(Tier.TRADE_PRESS, "The Trade"))
    return Quote.objects.create(
        series=season.series, season=season, speaker=speaker or a_person(), text=text, **fields
    )


def a_fact(season, text="It was filmed on one street.", **fields):
    return Fact.objects.create(series=season.series, season=season, text=text, **fields)


def a_rating(series, provider="IMDb", value=Decimal("7.4"), taken_on=date(2026, 3, 1), **fields):
    return Rating.objects.create(series=series, provider=provider, value=value, taken_on=taken_on, **fields)


def a_video(series, title="The trailer", **fields):
    fields.setdefault("slug", f"video-{next(_numbers)}")
    fields.setdefault("video_id", "abc123")
    return Video.objects.create(series=series, title=title, **fields)


def an_image(size=(96, 64), color=None, **texts):
    """A picture of one colour, of another one each time, that could be published."""
    if not texts.get("decorative"):
        texts.setdefault("alt", "A picture.")
    texts.setdefault("credit", "Meridian")
    number = next(_numbers)
    color = color or (number * 37 % 256, number * 91 % 256, number * 53 % 256)
    return Image.objects.take(PIL.Image.new("RGB", size, color), **texts)


def remove(thing, reason="It was a mistake."):
    """Take a thing off every page, as `remove` does, also when a live article needs it: it was removed first."""
    thing.removed_at, thing.removal_reason = timezone.now(), reason
    thing.save(update_fields=["removed_at", "removal_reason"])


def an_author(byline="Nora Keane", **fields):
    fields.setdefault("slug", Author.objects.free_slug(byline))
    return Author.objects.create(byline=byline, **fields)


def an_article(
    title="The Salt Road is renewed", *, about=None, text="<p>It goes on.</p>", authors=None, announces=(), **fields
):
    """A working copy that could be published: signed, with a primary subject (a new season) and one block of text."""
    fields.setdefault("slug", Article.objects.free_slug(title))
    fields.setdefault("lead", "There will be more of it.")
    article = Article.objects.create(title=title, **fields)
    for order, author in enumerate([an_author()] if authors is None else authors):
        article.author_rows.create(author=author, order=order)
    subject = about or a_season()
    article.subjects.create(**{subject._meta.model_name: subject}, primary=True)
    article.announces.set(announces)
    if text:
        a_block(article, RichText, text=text)
    return article


def a_block(article, model, **fields):
    """A block behind those that the article has."""
    ordering = sum(block.objects.filter(parent=article).count() for block in BLOCKS)
    return model.objects.create(parent=article, region="main", ordering=ordering, **fields)


def a_published_article(*args, at: datetime | None = None, until: datetime | None = None, by=None, **fields):
    """An article that is live: since a day ago, or as told."""
    article = an_article(*args, **fields)
    at = at or timezone.now() - DAY
    article.publish(by=by or an_editor(), version=article.version, at=at, until=until, backdated=True)
    return article
