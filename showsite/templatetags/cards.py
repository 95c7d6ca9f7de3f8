"""What the head of a page tells messengers and networks that show a link to it."""

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from showsite.cards import facts
from showsite.cards.drawing import HEIGHT, WIDTH

register = template.Library()


def _head(card, thing, title, description, **more):
    """`more` is the `type` of the page where it is not a plain one, and the moments of an article."""
    return {
        "card": card,
        "width": WIDTH,
        "height": HEIGHT,
        "title": title,
        "description": description,
        "address": thing.get_absolute_url(),
        "SITE_URL": settings.SITE_URL,
        "SITE_NAME": settings.SITE_NAME,
        **more,
    }


@register.inclusion_tag("_card.html")
def season_card(series, season, answer):
    """Of a season with its state as `known`, and the answer for it."""
    card = facts.card_of_season(series, season, answer, timezone.now())
    told = {"series": series, "season": season.name, "word": answer.word.lower()}
    title = _("%(series)s, %(season)s: %(word)s") % told
    return _head(card, season, title, " ".join([answer.sentence, *answer.notes]), type="video.tv_show")


@register.inclusion_tag("_card.html")
def series_card(series):
    """Of a series with its state as `known`."""
    card = facts.card_of_series(series, timezone.now())
    title = _("%(series)s: %(label)s") % {"series": series, "label": card.word.lower()}
    return _head(card, series, title, series.logline or f"{card.word}. {card.date}".strip(), type="video.tv_show")


@register.inclusion_tag("_card.html")
def person_card(person):
    description = _("%(person)s: roles by year, characters, and what they are known for.") % {"person": person}
    return _head(facts.card_of_person(person, timezone.now()), person, person.name, description, type="profile")


@register.inclusion_tag("_card.html")
def article_card(revision, subjects):
    """Of a revision and what it is about. Asks once for what is decided of that."""
    card = facts.card_of_article(revision, next(iter(subjects), None), timezone.now())
    moments = {"published_at": revision.first_published_at, "modified_at": revision.updated_at}
    return _head(card, revision, revision.title, revision.lead, type="article", **moments)
