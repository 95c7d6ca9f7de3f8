"""The addresses of cards: `/cards/<kind>/<uuid>/<hash of the facts>.jpg`."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse, HttpResponseGone, HttpResponseRedirect
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.answers import answer
from catalog.models import Person, Series
from catalog.moments import day_of
from news.models import Revision
from news.stories import subjects_of
from showsite.cards.facts import (
    Card,
    card_of_article,
    card_of_person,
    card_of_season,
    card_of_series,
    card_of_site,
    logo,
    was_given_away,
)
from showsite.cards.keeping import picture_of

# The facts are in the address: what it names never changes.
LIFETIME = 365 * 24 * 60 * 60


@require_safe
def card(request, kind, uuid, digits):
    """The card of a thing as it stands now, at the address of these facts; older addresses lead there.

    Only what is public now is ever looked at. An address that the site never gave away is asked for nothing.
    """
    if not was_given_away(kind, uuid, digits):
        raise Http404
    now = timezone.now()
    try:
        present = CARDS[kind](uuid, now)
    except ObjectDoesNotExist:
        return HttpResponseGone(_("This picture has been removed."), content_type="text/plain; charset=utf-8")
    if present.address != request.path:
        response = HttpResponseRedirect(present.address)
        # The facts may be the old ones again: a remembered redirect would go round in circles.
        patch_cache_control(response, public=True, max_age=0)
        return response
    etag = f'"{digits}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        headers = {"ETag": etag, "Content-Disposition": "inline"}
        response = HttpResponse(picture_of(present), content_type="image/jpeg", headers=headers)
    lifetime = min(LIFETIME, int((present.rights_until - now).total_seconds()))
    patch_cache_control(response, public=True, max_age=lifetime, immutable=True)
    return response


def season_card(uuid: UUID, at: datetime) -> Card:
    series = Series.objects.public(at).for_page(at).get(seasons__uuid=uuid)
    season = series.seasons.for_page(at).get(uuid=uuid)
    return card_of_season(
        series, season, answer(season, season.known, day_of(at), is_airing=series.known.is_airing(season)), at
    )


def series_card(uuid: UUID, at: datetime) -> Card:
    return card_of_series(Series.objects.public(at).for_page(at).get(uuid=uuid), at)


def person_card(uuid: UUID, at: datetime) -> Card:
    """Of whom somebody was merged into, too."""
    person = Person.objects.select_related("merged_into").get(uuid=uuid).resolved
    return card_of_person(Person.objects.public(at).select_related("photo").get(pk=person.pk), at)


def article_card(uuid: UUID, at: datetime) -> Card:
    revision = Revision.objects.live(at).select_related("hero", "article").get(article__uuid=uuid)
    return card_of_article(revision, next(iter(subjects_of(revision, at)), None), at)


CARDS = {
    "season": season_card,
    "series": series_card,
    "person": person_card,
    "article": article_card,
    # There is one of each, and no address of another was ever given away.
    "site": lambda uuid, at: card_of_site(),
    "logo": lambda uuid, at: logo(),
}
