"""Stories, and what they speak of."""

from collections.abc import Iterable, Iterator
from typing import Any

from catalog.models import Person, Season, Series
from catalog.web_addresses import absolute
from news.models import Author, Revision
from showsite.graphs.nodes import Node, day, moment, node, picture, ref, urn
from showsite.graphs.pages import page_nodes, publisher_id, website_id
from showsite.graphs.people import author_named, person_named
from showsite.graphs.series import season_named, series_named
from showsite.graphs.site import publisher
from showsite.heads import Head

# The forms in which search engines want the picture of a story, each with the width that they ask for.
RATIOS = {"square": 1200, "card": 1200, "wide": 1200}
# How many things a story mentions beside its subjects, and how many sources it cites.
MENTIONS, SOURCES = 10, 20


def story_nodes(
    head: Head,
    revision: Revision,
    *,
    authors: Iterable[Author],
    subjects: Iterable,
    blocks: Iterable[dict],
    sources: Iterable,
    corrections: Iterable,
    card: str,
) -> list[Node]:
    """The page of a story; `card` is the address of its card, its picture where it has no other."""
    main = f"{head.address}#article"
    about = {each["@id"]: each for subject in subjects for each in _named(subject)}
    mentioned = {each["@id"]: each for thing in _mentioned(blocks) for each in _named(thing)}
    mentions = [id for id in mentioned if id not in about][:MENTIONS]
    writers = [author_named(author) for author in authors]
    story = node(
        "NewsArticle",
        main,
        headline=revision.title,
        description=revision.lead,
        url=head.address,
        identifier=urn(revision.article),
        mainEntityOfPage=ref(head.address),
        image=_images(revision.hero) or absolute(card),
        datePublished=moment(revision.first_published_at),
        dateModified=moment(revision.updated_at),
        author=[ref(writer["@id"]) for writer in writers],
        publisher=ref(publisher_id()),
        about=[ref(_id(subject)) for subject in subjects],
        mentions=[ref(id) for id in mentions],
        citation=[_source(source) for source in sources if source.title or source.url][:SOURCES],
        correction=[_correction(correction) for correction in corrections],
        isPartOf=ref(website_id()),
        inLanguage=revision.language,
        articleSection=revision.get_kind_display(),
        isAccessibleForFree=True,
    )
    spoken_of = about | {id: mentioned[id] for id in mentions}
    return [*page_nodes(head, main=main), story, *writers, publisher(), *spoken_of.values()]


def _images(hero):
    """The hero picture in each of the forms, with whom it is by."""
    if not hero or not hero.is_usable():
        return []
    return [
        node(
            "ImageObject",
            contentUrl=picture(hero, shape, width),
            caption=hero.caption or hero.alt,
            creditText=hero.credit,
        )
        for shape, width in RATIOS.items()
    ]


def _named(thing) -> Iterator[Node]:
    """A thing, and the series that it is part of."""
    if isinstance(thing, Season):
        yield season_named(thing)
        yield series_named(thing.series)
    elif isinstance(thing, Series):
        yield series_named(thing)
    elif isinstance(thing, Person):
        yield person_named(thing)


def _id(thing):
    return next(_named(thing))["@id"]


def _mentioned(blocks) -> Iterator[Any]:
    """What blocks show of the catalog."""
    for block in blocks:
        if quote := block.get("quote"):
            yield quote.speaker.resolved
        if series := block.get("season") or block.get("series"):
            yield series
        yield from (related["series"] for related in block.get("related", []))


def _source(source):
    return node(
        "CreativeWork",
        name=source.title or source.publisher,
        url=source.url,
        author=node("Person", name=source.author) if source.author else None,
        publisher=node("Organization", name=source.publisher),
        datePublished=day(source.published_on),
        inLanguage=source.language,
    )


def _correction(correction):
    return node("CorrectionComment", text=correction.text, datePublished=moment(correction.made_at))
