"""Finding stories by what a reader types, as `catalog.search` finds series and people."""

from datetime import datetime
from typing import Any

from catalog.moments import day_of
from catalog.search.asking import Asked
from catalog.search.finding import Results, Spelling, misspelt_groups, stages
from catalog.search.ranking import MOST_FOUND, Fit, Found, best_of, ranked
from news.models import Revision, SearchedStory


def find_stories(asked: Asked, now: datetime, spelt: Spelling | None, most: int = MOST_FOUND) -> Results:
    """Live revisions by headline, lead and text; `facets` are the years in which they were first published."""
    rows = SearchedStory.objects.live(now)
    found: dict[int, Found] = {}

    def take(fit: Fit, stage: Any, words: tuple[str, ...], is_part: bool) -> None:
        told = stage.values_list("revision", "folded")[: most + 1]
        hits = [Found(key, fit, "", folded, place=_place(words, folded), is_part=is_part) for key, folded in told]
        for each in best_of(hits):
            found.setdefault(each.key, each)

    by_title, latest = rows.order_by("folded", "revision"), rows.order_by("-revision")
    for fit, is_part, stage in stages(asked, by_title, latest):
        if is_part and found and not asked.is_question:
            break
        take(fit, stage, asked.about if is_part else asked.words, is_part)
        if len(found) > most:
            break
    if not found and spelt is not None:
        for words in dict.fromkeys([asked.about, asked.words]):
            groups = misspelt_groups(asked, words, spelt())
            if groups != asked.groups(words):
                take(Fit.NEAR, latest.matching(groups), words, words != asked.words)
    results = Results(list(found.values())[:most], len(found) > most)
    keys = [each.key for each in results.found]
    published = dict(Revision.objects.live(now).filter(pk__in=keys).order_by().values_list("pk", "first_published_at"))
    results.facets = {key: day_of(moment).year for key, moment in published.items()}
    results.found = ranked(results.found, {key: (moment.timestamp(),) for key, moment in published.items()})
    return results


def _place(words: tuple[str, ...], folded: str) -> int:
    """0 when the headline has all the words, 1 when the text is needed."""
    return 0 if all(f" {folded}".find(f" {word}") >= 0 for word in words) else 1
