"""The search of the site: what series, people and stories a text finds, in one page and as suggestions."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from catalog.answers import Answer, answer, has_begun, when
from catalog.axes import Label
from catalog.models import Person, Season, Series
from catalog.moments import day_of
from catalog.parameters import Parameters, a_year, one_of
from catalog.search.asking import LONGEST, Asked, read
from catalog.search.finding import Results, find_people, find_series, spelling
from catalog.search.marking import Marker
from catalog.search.nearness import SHORTEST
from catalog.search.ranking import MOST_PAGES, PAGE_SIZE, Fit, Found
from news.models import Revision, prose_of
from news.richtext import plain
from news.searching import find_stories

SECTIONS = {"series": _("Series"), "people": _("People"), "news": _("Stories")}
# How many of each kind a page with all of them shows, and how many suggestions there are of each.
SHOWN, SUGGESTED = 6, {"series": 4, "people": 3, "news": 2}
# Of how many that fit equally well the suggestions are chosen.
LOOKED_AT = 200
# What a section is filtered by.
FILTERED = {"series": "label", "news": "year"}
# What is guessed where nothing is found, and from how many of the words.
GUESSES, GUESSED_FROM = 5, 3
# A request for suggestions needs so many letters.
FEWEST_LETTERS = 2


@dataclass
class Line:
    """Something that was found, with the reason why in words."""

    thing: Any
    name: Any
    alias: Any = ""
    alias_language: str = ""
    snippet: Any = ""


@dataclass
class Section:
    """What was found of a kind: all that was, and the lines that are shown of it."""

    slug: str
    results: Results
    lines: list[Line] = field(default_factory=list)

    @property
    def name(self):
        return SECTIONS[self.slug]

    @property
    def count(self) -> int:
        return len(self.results)


@dataclass(frozen=True)
class AnswerFound:
    """The answer to what was asked: of a series, and of the season that it was asked of."""

    series: Series
    season: Any
    answer: Answer | None
    # The season that was asked for, when there is none of that number.
    missing: int | None = None


# -- finding ------------------------------------------------------------------------------------------------------


FINDERS = {"series": find_series, "people": find_people, "news": find_stories}


def find(asked: Asked, now: datetime, **most) -> dict[str, Results]:
    """What a query finds, by section; the sections with the best fits first.

    A word is only taken for misspelt where it finds nothing as it is, and no title or name fits elsewhere.
    """
    if not asked.words:
        return {}
    found = {slug: finder(asked, now, None, **most) for slug, finder in FINDERS.items()}
    if not any(results.found and results.found[0].fit <= Fit.BEGINS for results in found.values()):
        spelt = spelling(asked)
        found |= {slug: FINDERS[slug](asked, now, spelt, **most) for slug, results in found.items() if not results}
    order = list(FINDERS)
    nothing = (True, True, len(Fit))
    best = {slug: results.found[0].worth[:3] if results.found else nothing for slug, results in found.items()}
    return {slug: found[slug] for slug in sorted(found, key=lambda slug: (best[slug], order.index(slug)))}


def find_answer(asked: Asked, results: Results, now: datetime) -> AnswerFound | None:
    """The season that a query asks about, if it names a series and no second one equally well."""
    if not results.found:
        return None
    first, *others = results.found
    if not (asked.is_question or first.is_part or first.fit == Fit.EXACT):
        return None
    if others and first.fit == Fit.EXACT == others[0].fit and first.worth == others[0].worth:
        return None
    series = Series.objects.public(now).as_of(now).select_related("poster").filter(pk=first.key).first()
    if series is None:
        return None
    # A number that belongs to the title asks for no season: "Apollo 13".
    number = None if first.fit == Fit.EXACT and not first.is_part else asked.number
    seasons = Season.objects.regular().of_series(series).as_of(now)
    if number is not None:
        season = seasons.filter(number=number).first()
    else:
        season = seasons.filter(pk=series.known.season_id).first()
    if season is None:
        return AnswerFound(series, None, None, missing=number) if asked.is_question or first.is_part else None
    season.series = series
    return AnswerFound(
        series, season, answer(season, season.known, day_of(now), is_airing=series.known.is_airing(season))
    )


# -- showing ------------------------------------------------------------------------------------------------------


def lines_of(slug: str, found: list[Found], marker: Marker, now: datetime) -> list[Line]:
    """The things that were found, in their order, with what a line shows; what is gone meanwhile is left out."""
    keys = [each.key for each in found]
    if slug == "series":
        things = Series.objects.public(now).for_listing(now).in_bulk(keys)
    elif slug == "people":
        keys = list(Person.objects.public_among(keys, now))
        things = Person.objects.with_first_part(now).select_related("photo").in_bulk(keys)
    else:
        things = Revision.objects.live(now).select_related("hero").in_bulk(keys)
    return [_line(slug, things[each.key], each, marker) for each in found if each.key in things]


def _line(slug: str, thing: Any, found: Found, marker: Marker) -> Line:
    if slug == "news":
        return Line(
            thing, marker.mark(thing.title), snippet=marker.snippet(prose_of(thing)) or marker.mark(thing.lead)
        )
    own = thing.title if slug == "series" else thing.name
    line = Line(thing, marker.mark(own))
    if found.name != own:
        line.alias, line.alias_language = marker.mark(found.name), found.language
    if slug == "series" and thing.logline:
        line.snippet = marker.mark(thing.logline)
    return line


def near_words(results: dict[str, Results]) -> list[str]:
    """The words of what was found by words that come near."""
    near = [each for result in results.values() for each in result.found if each.fit == Fit.NEAR]
    return list({word for each in near for word in each.folded.split() if each.slips})


# -- pages --------------------------------------------------------------------------------------------------------


def a_section(text: str) -> str:
    """A section of the search; ValueError for anything else."""
    if text not in SECTIONS:
        raise ValueError(text)
    return text


def a_page(text: str) -> int:
    """The number of a page; ValueError for none and for one behind the last that there may be."""
    if not re.fullmatch(r"[1-9][0-9]?", text, re.ASCII) or int(text) > MOST_PAGES:
        raise ValueError(text)
    return int(text)


@require_safe
def search(request):
    """All sections with the best of each, or the pages of one of them."""
    parameters = Parameters(request, **{"in": a_section, "page": a_page, "label": one_of(Label), "year": a_year})
    text = plain(request.GET.get("q", ""))[:LONGEST].strip()
    now = timezone.now()
    asked = read(text)
    results = find(asked, now)
    marker = Marker(asked, near_words(results))
    chosen, page = parameters.get("in"), parameters.get("page", 1)
    context: dict[str, Any] = {"text": text, "words": asked.words, "today": day_of(now), "chosen": chosen}
    counts = [Section(slug, result) for slug, result in results.items()]
    context["all"] = sum(section.count for section in counts)
    context["is_near"] = bool(context["all"]) and not any(result.is_certain for result in results.values())
    context["counts"] = [section for section in counts if section.count or section.slug == chosen]
    if chosen:
        context |= _one_section(Section(chosen, results.get(chosen, Results())), parameters, page, marker, now)
    elif page > 1 or "label" in parameters or "year" in parameters:
        # All sections together are one page, and have no filter in common.
        raise Http404
    else:
        shown = [section for section in counts if section.count]
        for section in shown:
            section.lines = lines_of(section.slug, section.results.found[:SHOWN], marker, now)
        context["sections"] = [section for section in shown if section.lines]
        context["answer"] = find_answer(asked, results["series"], now) if results else None
    if asked.words and not context["all"]:
        context["near"] = nearest(asked, now)
    return render(request, "search.html", context)


def _one_section(section: Section, parameters: Parameters, page: int, marker: Marker, now: datetime) -> dict[str, Any]:
    """A page of a section, filtered, with the filters that there are. Http404 behind the last page."""
    name = FILTERED.get(section.slug)
    wanted = parameters.get(name) if name else None
    if any(parameters.get(other) for other in FILTERED.values() if other != name):
        raise Http404
    facets = section.results.facets
    found = [each for each in section.results.found if not wanted or facets.get(each.key) == wanted]
    pages = max(1, -(-len(found) // PAGE_SIZE))
    if page > pages:
        raise Http404
    section.lines = lines_of(section.slug, found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE], marker, now)
    return {
        "sections": [section],
        "page": page,
        "pages": pages,
        "filters": _filters(name, Counter(facets[each.key] for each in section.results.found)) if name else [],
        "filter": name,
        "wanted": wanted,
        "shown": len(found),
    }


def _filters(name: str, counts: Counter) -> list[tuple[Any, Any, int]]:
    """The values that a section can be filtered by: as in an address, in words, and how many have it."""
    if name == "year":
        return [(year, year, counts[year]) for year in sorted(counts, reverse=True)]
    return [(label, label.label, counts[label]) for label in Label if counts[label]]


def nearest(asked: Asked, now: datetime) -> list[Line]:
    """A few titles and names that have at least one of the words, or one near to it: "did you mean"."""
    spelt = spelling(asked)
    found: list[tuple[str, Found]] = []
    for word in sorted(asked.about, key=len, reverse=True)[:GUESSED_FROM]:
        if len(word) < SHORTEST:
            continue
        alone = Asked(word, (word,), (word,))
        for slug in ("series", "people"):
            found += [(slug, each) for each in FINDERS[slug](alone, now, spelt, most=4 * GUESSES).found[:GUESSES]]
    found = found[: 2 * GUESSES]
    lines: dict[tuple[str, int], Line] = {}
    for slug in ("series", "people"):
        own = {each.key: each for of, each in found if of == slug}
        lines |= {(slug, line.thing.pk): line for line in lines_of(slug, list(own.values()), Marker(asked), now)}
    order = dict.fromkeys((slug, each.key) for slug, each in found)
    return [lines[key] for key in order if key in lines][:GUESSES]


@require_safe
def search_suggest(request):
    """The first of what a text finds, as JSON: `{"found": [{"name", "url", "note"}]}`."""
    text = plain(request.GET.get("q", ""))[:LONGEST].strip()
    asked, now = read(text), timezone.now()
    found: list[dict[str, str]] = []
    if len("".join(asked.words)) >= FEWEST_LETTERS:
        results = find(asked, now, most=LOOKED_AT)
        said = find_answer(asked, results["series"], now)
        if said and said.season and said.answer:
            url = said.season.get_absolute_url()
            found.append({"name": str(said.season), "url": url, "note": _in_short(said, day_of(now))})
        marker = Marker(asked)
        for slug, result in results.items():
            lines = lines_of(slug, result.found[: SUGGESTED[slug]], marker, now)
            found += [_suggestion(slug, line) for line in lines]
    return JsonResponse({"found": found})


def _in_short(said: AnswerFound, today) -> str:
    """An answer as a word and a date: "Renewed, in spring 2027"."""
    season, word = said.season, said.answer.word if said.answer else ""
    premiere = season.known.premiere if season else None
    if not premiere or premiere.is_unknown or has_begun(season.known, today) or premiere.passed(today):
        return word
    return gettext("%(decision)s, %(date)s") % {"decision": word, "date": when(premiere)}


def _suggestion(slug: str, line: Line) -> dict[str, str]:
    thing = line.thing
    notes = {
        "series": lambda: str(thing.known.get_label_display()),
        "people": lambda: gettext("Person"),
        "news": lambda: str(thing.get_kind_display()),
    }
    name = thing.title if slug == "news" else str(thing)
    return {"name": name, "url": thing.get_absolute_url(), "note": notes[slug]()}
