"""Links of rich texts that lead to no page of ours that readers can see."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

from catalog.models import Genre, Network, OldPlace, Person, Season, Series
from catalog.models.slugs import OldSlug
from news.models.authors import Author
from news.models.revisions import Revision

# By the view that shows it. What is not named here is there whenever its address is one.
OF_SERIES = {"catalog:series_detail", "catalog:next_season", "news:series_feed", "news:next_season_feed"}
SEASONS = {"catalog:season_detail", "catalog:extra_season_detail", "news:season_feed", "news:extra_season_feed"}
MODELS: dict[str, Any] = {
    "catalog:person_detail": Person,
    "catalog:network_detail": Network,
    "catalog:genre_detail": Genre,
    "news:author_detail": Author,
    "news:person_feed": Person,
    "news:network_feed": Network,
    "news:genre_feed": Genre,
    "news:author_feed": Author,
} | dict.fromkeys(OF_SERIES | SEASONS, Series)


def register(model, *views: str) -> None:
    """Let what views above the news show at a slug be there when it is public."""
    MODELS.update(dict.fromkeys(views, model))


_led_on: list[Callable[[set[str]], set[str]]] = []


def register_way(led_on: Callable[[set[str]], set[str]]) -> None:
    """Let `led_on(paths)` say which paths without a page lead on all the same."""
    _led_on.append(led_on)


def links(html: str) -> list[str]:
    """Where the links of a rich text lead, as they stand there."""
    return [unescape(address) for address in re.findall(r'<a\b[^>]*?\shref="([^"]*)"', html)]


def dead(addresses: Iterable[str], *, base: str, at: datetime) -> set[str]:
    """Those of some addresses that lead to nothing on this site at a moment; `base` is the path they stand on.

    In as many queries for a hundred links as for one.
    """
    found: set[str] = set()
    slugs: dict[Any, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    numbers: dict[tuple[str, str, int], set[str]] = defaultdict(set)
    for address in addresses:
        path = _path(address, base)
        # The page that it stands on is there when it is read.
        if path is None or path == base:
            continue
        try:
            match = resolve(path)
        except (Resolver404, ValueError):
            found.add(address)
            continue
        # Whatever an editor sees there, readers do not.
        if match.namespace == "admin":
            found.add(address)
        elif match.view_name == "news:article_detail":
            slugs[Revision][match.kwargs["slug"]].add(address)
        elif model := MODELS.get(match.view_name):
            slug = match.kwargs["slug"]
            slugs[model][slug].add(address)
            if match.view_name in SEASONS:
                kind = match.kwargs.get("kind", Season.Kind.REGULAR)
                numbers[slug, kind, match.kwargs["number"]].add(address)
    for model, wanted in slugs.items():
        for slug in set(wanted) - _public(model, set(wanted), at):
            found |= wanted[slug]
    found |= _missing_seasons(numbers)
    paths = {address: path for address in found if (path := _path(address, base))}
    led_on = {path for way in _led_on if paths for path in way(set(paths.values()))}
    return {address for address in found if paths.get(address) not in led_on}


def _path(address: str, base: str) -> str | None:
    """The path of an address on this site; None when it leads elsewhere."""
    try:
        whole = urlsplit(urljoin(f"{settings.SITE_URL}{base}", address))
        ours = urlsplit(settings.SITE_URL)
    except ValueError:
        # It is no address at all: nothing stands there.
        return ""
    return whole.path if (whole.scheme, whole.netloc) == (ours.scheme, ours.netloc) else None


def _public(model, slugs: set[str], at: datetime) -> set[str]:
    """Those of some slugs at which readers find a thing, or are led on to it."""
    if model is Revision:
        live = Revision.objects.live(at).values("article")
        return set(
            Revision.objects.ever_live(at).filter(slug__in=slugs, article__in=live).values_list("slug", flat=True)
        )
    public = _there(model, at)
    found = set(public.filter(slug__in=slugs).values_list("slug", flat=True))
    if not slugs - found:
        return found
    old = OldSlug.objects.filter(kind=model._meta.model_name, slug__in=slugs - found)
    found |= set(old.filter(object_id__in=public.values("pk")).values_list("slug", flat=True))
    if model is Person and slugs - found:
        merged = Person.objects.filter(slug__in=slugs - found, merged_into__in=public.values("pk"))
        found |= set(merged.values_list("slug", flat=True))
    return found


def _there(model, at):
    """What has a page. People, networks and genres have one as soon as an article links to them."""
    if model is Person:
        return model.objects.present()
    return model.objects.all() if model in {Network, Genre} else model.objects.public(at)


def _missing_seasons(numbers: dict[tuple[str, str, int], set[str]]) -> set[str]:
    if not numbers:
        return set()
    named = {slug for slug, _kind, _number in numbers}
    series = dict(Series.objects.filter(slug__in=named).values_list("slug", "pk"))
    if moved := named - set(series):
        series |= dict(OldSlug.objects.filter(kind="series", slug__in=moved).values_list("slug", "object_id"))
    wanted = {key: (series.get(key[0]), *key[1:]) for key in numbers}
    seasons = Season.objects.filter(series__in=series.values(), number__in={number for *_key, number in numbers})
    there = set(seasons.values_list("series", "kind", "number"))
    if set(wanted.values()) - there:
        there |= OldPlace.objects.seasons_of(series.values())
    return {address for key, addresses in numbers.items() if wanted[key] not in there for address in addresses}
