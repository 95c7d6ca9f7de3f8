"""Finding series and people. All is read through the public gates: what readers may not see is not found."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef

from catalog.models import CastCredit, CrewCredit, Person, Rating, SearchedName, SearchedTitle, Series
from catalog.search.asking import Asked
from catalog.search.fields import Groups, Term
from catalog.search.nearness import near
from catalog.search.ranking import MOST_FOUND, Fit, Found, best_of, ranked


@dataclass
class Results:
    """What was found of a kind, in order; `is_more` when only the first thousand are here."""

    found: list[Found] = field(default_factory=list)
    is_more: bool = False
    # What else is known of each, by key, for filters.
    facets: dict[int, Any] = field(default_factory=dict)

    def __len__(self):
        return len(self.found)

    @property
    def is_certain(self) -> bool:
        """Whether something fits without being taken for misspelt."""
        return bool(self.found) and self.found[0].fit < Fit.NEAR


Spelling = Callable[[], dict[str, dict[str, int]]]


def spelling(asked: Asked) -> Spelling:
    """The words near to those of a query: looked up when first asked for, and once."""
    known: list[dict[str, dict[str, int]]] = []

    def look_up():
        if not known:
            known.append(near(dict.fromkeys(asked.words)))
        return known[0]

    return look_up


def find_series(asked: Asked, now: datetime, spelt: Spelling | None, most: int = MOST_FOUND) -> Results:
    """Public series by their titles; `facets` are their labels. Without `spelt` words are taken as they are."""
    shown = Exists(Series.objects.public(now).filter(pk=OuterRef("series")))
    rows = SearchedTitle.objects.filter(shown)
    found = _gather(asked, rows, "series", most + 1, spelt)
    results = Results(found[:most], len(found) > most)
    keys = [each.key for each in results.found]
    told = Series.objects.filter(pk__in=keys).order_by().as_of(now).values_list("pk", "known__label", "began_on")
    votes = dict(Rating.objects.filter(series__in=keys).values_list("series").annotate(most=Max("votes")).order_by())
    known = {}
    for key, label, began_on in told:
        results.facets[key] = label
        known[key] = votes.get(key) or 0, began_on.toordinal() if began_on else 0
    results.found = ranked(results.found, known)
    return results


def find_people(asked: Asked, now: datetime, spelt: Spelling | None, most: int = MOST_FOUND) -> Results:
    """Public people by their names. Whether one is public is asked of twice as many as are wanted, and no more."""

    def seen(found: list[Found]) -> list[Found]:
        keys = Person.objects.public_among([each.key for each in found], now)
        return [each for each in found if each.key in keys]

    rows = SearchedName.objects.all()
    found = seen(_gather(asked, rows, "person", 2 * most, None, articles=False))
    if not found and spelt is not None:
        found = seen(_misspelt(asked, rows, "person", 2 * most, spelt()))
    results = Results(found[:most], len(found) > most)
    keys = [each.key for each in results.found]
    parts: dict[int, int] = {}
    for credits in (CastCredit, CrewCredit):
        counts = credits.objects.filter(person__in=keys).order_by().values_list("person").annotate(Count("pk"))
        for key, count in counts:
            parts[key] = parts.get(key, 0) + count
    results.found = ranked(results.found, {key: (parts.get(key, 0),) for key in keys})
    return results


def _gather(
    asked: Asked, names: Any, owner: str, most: int, spelt: Spelling | None, *, articles: bool = True
) -> list[Found]:
    """The stages of a search, from the best fit on, until so many things are found."""
    columns = owner, "name", "folded", "language", "place"
    found: dict[int, Found] = {}
    for fit, is_part, rows in stages(asked, names.order_by("folded", "pk"), names.order_by("pk"), articles=articles):
        if is_part and found and not asked.is_question:
            break
        hits = [Found(key, fit, *row, is_part=is_part) for key, *row in rows.values_list(*columns)[:most]]
        for each in best_of(hits):
            found.setdefault(each.key, each)
        if len(found) >= most:
            break
    if not found and spelt is not None:
        return _misspelt(asked, names, owner, most, spelt())
    return list(found.values())[:most]


def stages(asked: Asked, by_name: Any, in_order: Any, *, articles: bool = True) -> Iterator[tuple[Fit, bool, Any]]:
    """The names that fit, the best first: how well, whether only what a question is about does, and the rows."""
    for words in asked.variants():
        is_part, phrases = words != asked.words, asked.phrases(words, articles=articles)
        yield Fit.EXACT, is_part, by_name.called(phrases)
        yield Fit.BEGINS, is_part, by_name.called_like(phrases)
        yield Fit.WORDS, is_part, in_order.matching(asked.groups(words))
        if (stemmed := asked.stemmed(words)) != asked.groups(words):
            yield Fit.STEMS, is_part, in_order.matching(stemmed)


def _misspelt(asked: Asked, names: Any, owner: str, most: int, near_to: dict[str, dict[str, int]]) -> list[Found]:
    """Those found when each word may be one near to it."""
    for words in dict.fromkeys([asked.about, asked.words]):
        groups = misspelt_groups(asked, words, near_to)
        if groups == asked.groups(words):
            continue
        rows = names.matching(groups).order_by("pk").values_list(owner, "name", "folded", "language", "place")[:most]
        found = [
            Found(key, Fit.NEAR, name, folded, *rest, slips=_slips(words, folded, near_to))
            for key, name, folded, *rest in rows
        ]
        if found:
            return best_of(found)
    return []


def misspelt_groups(asked: Asked, words: tuple[str, ...], near_to: dict[str, dict[str, int]]) -> Groups:
    """Each of some words as itself or as one near to it."""
    groups = asked.groups(words)
    return [
        [*group, *(Term(other) for other in near_to.get(word, {}) if other != word)]
        for word, group in zip(words, groups, strict=True)
    ]


def _slips(words: tuple[str, ...], folded: str, near_to: dict[str, dict[str, int]]) -> int:
    """How many slips lie between what was typed and a name."""
    own = folded.split()
    total = 0
    for word in words:
        if any(each.startswith(word) for each in own):
            continue
        total += min((steps for other, steps in near_to.get(word, {}).items() if other in own), default=1)
    return total
