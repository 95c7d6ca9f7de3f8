"""What a page shows of one revision: its blocks with today's facts, and all that stands around them."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from catalog.answers import answer
from catalog.models import Season
from catalog.moments import day_of
from news.contents import with_contents
from news.models import Article, Link, Revision, RevisionClaim
from news.pressing import copy_of_article
from news.resolving import resolve

NEXT_TO_READ = 4


def story(revision: Revision, at: datetime) -> dict[str, Any]:
    """All that the page of a revision shows at a moment, as the context of its template."""
    return _story(revision, list(revision.links.for_page()), revision.claims.all(), at, public=True)


def preview(revision: Revision, at: datetime) -> dict[str, Any]:
    """The same for the newsroom, of any revision: with what readers do not see yet."""
    _as_if_published(revision, at)
    return _story(revision, list(revision.links.for_page()), revision.claims.all(), at, public=False)


def as_published(revision: Revision, at: datetime) -> dict[str, Any]:
    """The same of any revision with no more than readers would see, were it published."""
    _as_if_published(revision, at)
    return story(revision, at)


def preview_of_working_copy(article: Article, at: datetime) -> dict[str, Any]:
    """The same of the working copy, pressed and resolved, but stored nowhere."""
    copy = copy_of_article(article)
    revision = Revision(
        article=article, document=copy.document, author_names=copy.author_names, digest=copy.digest, **copy.columns
    )
    _as_if_published(revision, at)
    return _story(revision, copy.links, article.claims.all(), at, public=False)


def _as_if_published(revision, at):
    first = revision.article.revisions.windowed().first()
    revision.first_published_at = revision.first_published_at or (first and first.first_published_at) or at
    revision.updated_at = revision.updated_at or at


def _story(revision, links, claims, at, *, public):
    blocks, contents = with_contents(resolve([revision.document], at, public=public)[0])
    announced = [link.update for link in links if link.update_id and (link.update.is_public(at) or not public)]
    return {
        "revision": revision,
        "blocks": blocks,
        "contents": contents,
        "authors": [link.author for link in links if link.author_id],
        "subjects": list(subjects_among(links, at, public=public)),
        "newer": _newer_facts(claims, at),
        "corrections": revision.article.corrections.until(at),
        "corrections_in_text": any(block["type"] == "correction" for block in blocks),
        "sources": sources(blocks, announced),
        "changes": revision.article.revisions.noted(at).exclude(pk=revision.pk),
        "next_to_read": _next_to_read(revision, links, at),
        "today": day_of(at),
    }


def subjects_of(revision: Revision, at: datetime) -> list[Any]:
    """The seasons, series and people with a page that a revision is about, the primary one first."""
    return list(subjects_among(revision.links.for_page(), at))


def _next_to_read(revision, links, at):
    """Other stories about the same; where there is none, the latest of all."""
    others = Revision.objects.live(at).for_listing()
    beside = list(others.beside(revision, links)[:NEXT_TO_READ])
    return beside or list(others.exclude(article=revision.article_id)[:NEXT_TO_READ])


def subjects_among(links: Iterable[Link], at: datetime, *, public: bool = True) -> Iterator[Any]:
    """The seasons, series and people that it is about and that have a page, the primary one first."""
    subjects = [link for link in links if link.role in {Link.Role.PRIMARY, Link.Role.SUBJECT}]
    seasons = [link for link in subjects if link.season_id]
    # The series of a season is linked beside it; it needs no second mention.
    covered = {link.season.series_id for link in seasons}
    for link in sorted(subjects, key=lambda link: link.role != Link.Role.PRIMARY):
        if link.season_id and (link.season.series.is_public(at) or not public):
            yield link.season
        elif link.series_id and link.series_id not in covered and (link.series.is_public(at) or not public):
            yield link.series
        elif link.person_id and not link.person.resolved.removed_at:
            yield link.person.resolved


def _newer_facts(claims, at: datetime) -> list[dict[str, Any]]:
    """For each season of which something is claimed that is no longer so: what is so now, and since which day."""
    return _facts_now({claim.season_id for claim in claims.broken(at)}, at)


def newer_facts(revisions: Iterable[Revision], at: datetime) -> dict[int, list[dict[str, Any]]]:
    """The same for many revisions, by their primary keys, in two queries."""
    seasons: dict[int, set[int]] = {}
    for claim in RevisionClaim.objects.filter(revision__in=[each.pk for each in revisions]).broken(at):
        seasons.setdefault(claim.revision_id, set()).add(claim.season_id)
    known = {fact["season"].pk: fact for fact in _facts_now(set().union(*seasons.values()), at)}
    return {revision: [known[key] for key in sorted(keys) if key in known] for revision, keys in seasons.items()}


def _facts_now(seasons: set[int], at: datetime) -> list[dict[str, Any]]:
    if not seasons:
        return []
    today = day_of(at)
    return [
        {"season": season, "since": day_of(season.known.valid_from), "answer": answer(season, season.known, today)}
        for season in Season.objects.public(at).as_of(at).among(seasons)
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
