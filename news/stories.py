"""What a page shows of one revision: its blocks with today's facts, and all that stands around them."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from catalog.answers import answer
from catalog.models import Season
from catalog.moments import day_of
from news.models import Link, Revision
from news.resolving import resolve

NEXT_TO_READ = 4


def story(revision: Revision, at: datetime, *, public: bool = True) -> dict[str, Any]:
    """All that the page of a revision shows at a moment, as the context of its template.

    `public=False` is for previews: what the blocks speak of is shown also while its series is hidden.
    """
    links = list(revision.links.for_page())
    blocks = resolve([revision.document], at, public=public)[0]
    announced = [link.update for link in links if link.update_id and link.update.is_public(at)]
    return {
        "revision": revision,
        "blocks": blocks,
        "authors": [link.author for link in links if link.author_id],
        "subjects": list(_subjects(links, at)),
        "newer": _newer_facts(revision, at),
        "corrections": revision.article.corrections.until(at),
        "corrections_in_text": any(block["type"] == "correction" for block in blocks),
        "sources": sources(blocks, announced),
        "next_to_read": Revision.objects.live(at).beside(revision).for_listing()[:NEXT_TO_READ],
        "today": day_of(at),
    }


def _subjects(links: Iterable[Link], at: datetime) -> Iterator[Any]:
    """The seasons, series and people that it is about and that have a page, the primary one first."""
    subjects = [link for link in links if link.role in {Link.Role.PRIMARY, Link.Role.SUBJECT}]
    seasons = [link for link in subjects if link.season_id]
    # The series of a season is linked beside it; it needs no second mention.
    covered = {link.season.series_id for link in seasons}
    for link in sorted(subjects, key=lambda link: link.role != Link.Role.PRIMARY):
        if link.season_id and link.season.series.is_public(at):
            yield link.season
        elif link.series_id and link.series_id not in covered and link.series.is_public(at):
            yield link.series
        elif link.person_id and not link.person.resolved.removed_at:
            yield link.person.resolved


def _newer_facts(revision: Revision, at: datetime) -> list[dict[str, Any]]:
    """For each season of which it claims what is no longer so: what is so now, and since which day."""
    broken = {claim.season_id for claim in revision.claims.broken(at)}
    if not broken:
        return []
    today = day_of(at)
    seasons = Season.objects.public(at).as_of(at).among(broken)
    return [
        {"season": season, "since": day_of(season.known.valid_from), "answer": answer(season, season.known, today)}
        for season in seasons
    ]


def sources(blocks: Iterable[dict[str, Any]], updates: Iterable = ()) -> list:
    """The sources of some updates and of what blocks show, each once, in that order."""
    found = [update.source for update in updates]
    for block in blocks:
        shown = [block.get("quote"), *block.get("facts", []), *block.get("updates", [])]
        if state := block.get("state"):
            shown += [state.decision_update, state.premiere_update]
        found += [each.source for each in shown if each]
    return list(dict.fromkeys(source for source in found if source))
