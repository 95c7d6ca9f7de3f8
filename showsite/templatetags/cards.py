"""What the head of a page tells messengers and networks that show a link to it."""

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog.web_addresses import absolute
from showsite import heads
from showsite.cards import facts
from showsite.cards.drawing import HEIGHT, WIDTH

register = template.Library()

# A language alone is no locale of Open Graph: it wants a country with it.
LOCALES = {"en": "en_US", "ru": "ru_RU"}


def _head(card, address, title, description, *, language="", **more):
    """`more` is the `type` of the page where it is not a plain one, and what only an article has."""
    return {
        "card": card,
        "width": WIDTH,
        "height": HEIGHT,
        "title": title,
        "description": description,
        "address": address,
        "locale": LOCALES.get((language or get_language() or "").partition("-")[0], ""),
        "SITE_URL": settings.SITE_URL,
        "SITE_NAME": settings.SITE_NAME,
        **more,
    }


@register.inclusion_tag("_card.html", takes_context=True)
def page_card(context, type="website"):
    """Of a page that has no card of its own: the site's card, with the words of the page, if it has an address."""
    head = heads.head_of(context)
    return _head(facts.card_of_site(), head.address, head.title, head.description, type=type) if head.address else {}


@register.inclusion_tag("_card.html")
def season_card(series, season, answer):
    """Of a season with its state as `known`, and the answer for it."""
    card = facts.card_of_season(series, season, answer, timezone.now())
    told = {"series": series, "season": season.name, "word": answer.word.lower()}
    title = _("%(series)s, %(season)s: %(word)s") % told
    return _head(card, _address(season), title, " ".join([answer.sentence, *answer.notes]), type="video.tv_show")


@register.inclusion_tag("_card.html")
def series_card(series):
    """Of a series with its state as `known`."""
    card = facts.card_of_series(series, timezone.now())
    title = _("%(series)s: %(label)s") % {"series": series, "label": card.word.lower()}
    description = series.logline or f"{card.word}. {card.date}".strip()
    return _head(card, _address(series), title, description, type="video.tv_show")


@register.inclusion_tag("_card.html", takes_context=True)
def video_card(context, video, series):
    """Of a video about a series with its state as `known`: the card of the series, with the words of the page."""
    head, card = heads.head_of(context), facts.card_of_series(series, timezone.now())
    return _head(card, _address(video), head.title, head.description, type="video.other")


@register.inclusion_tag("_card.html")
def person_card(person):
    description = _("%(person)s: roles by year, characters, and what they are known for.") % {"person": person}
    card = facts.card_of_person(person, timezone.now())
    return _head(card, _address(person), person.name, description, type="profile")


@register.inclusion_tag("_card.html", takes_context=True)
def article_card(context, revision, subjects, authors):
    """Of a revision, what it is about, and who wrote it. Asks once for what is decided of the first subject."""
    card = facts.card_of_article(revision, next(iter(subjects), None), timezone.now())
    # Where a story has no picture its card is the picture of its graph.
    heads.keep(context, "card", card.address)
    return _head(
        card,
        _address(revision),
        revision.title,
        revision.lead,
        type="article",
        language=revision.language,
        published_at=revision.first_published_at,
        modified_at=revision.updated_at,
        authors=authors,
        section=revision.get_kind_display(),
        tags=subjects,
    )


def _address(thing):
    return absolute(thing.get_absolute_url())
