"""People, their parts in series, and those who write here."""

from collections.abc import Iterable

from catalog.models import CastCredit, Person, PersonName
from news.models import Author
from showsite.graphs.nodes import Node, address, day, node, picture, ref, urn
from showsite.graphs.pages import page_nodes, publisher_id
from showsite.heads import Head

# The first of the cast, and the last of what somebody played: more would weigh more than all else that is said.
CAST, ROLES = 10, 20
# The jobs that schema.org has a word for, by the names that they have everywhere.
JOBS = {"Creator": "creator", "Director": "director", "Writer": "author"}


def person_id(person: Person) -> str:
    return f"{address(person)}#person"


def person_named(person: Person) -> Node:
    """A person in the graph of something else."""
    found = address(person)
    return node("Person", f"{found}#person", name=person.name, url=found)


def author_id(author: Author) -> str:
    return f"{address(author)}#author"


def author_named(author: Author) -> Node:
    found = address(author)
    return node("Person", f"{found}#author", name=author.byline, url=found)


def actors(billings: Iterable, *, of_no_season: bool = False) -> list[Node]:
    """The first of the cast who are confirmed, as whom they play; maybe only those whose credits name no season."""
    return [_part(billing) for billing in _confirmed(billings, of_no_season)][:CAST]


def _part(billing):
    person = person_named(billing.person)
    if billing.kind == CastCredit.Kind.SELF or not billing.roles:
        return person
    # A role has the property that it stands in, once more.
    return node("PerformanceRole", characterName=billing.roles, actor=person)


def makers(jobs: Iterable, *, of_no_season: bool = False) -> dict[str, list[Node]]:
    """Those of the crew whose jobs schema.org has a word for, by that word."""
    return {
        JOBS[job.job.name]: [person_named(billing.person) for billing in _confirmed(job.people, of_no_season)]
        for job in jobs
        if job.job.name in JOBS
    }


def _confirmed(billings, of_no_season):
    return [
        billing
        for billing in billings
        if billing.state == CastCredit.State.CONFIRMED and not (of_no_season and billing.seasons)
    ]


def person_nodes(head: Head, person: Person, names: Iterable, roles: Iterable, ids: Iterable) -> list[Node]:
    """The page of a person; `roles` as in catalog.billing."""
    called = [name.name for name in names if name.kind != PersonName.Kind.MISSPELLING]
    found = node(
        "Person",
        person_id(person),
        name=person.name,
        alternateName=called,
        url=address(person),
        identifier=urn(person),
        birthDate=day(person.born_on),
        deathDate=day(person.died_on),
        image=picture(person.photo, "portrait", 640),
        sameAs=[each.url for each in ids],
    )
    played = [role for role in roles if role.is_confirmed and role.characters][:ROLES]
    parts = [
        node(
            "TVSeries",
            f"{address(role.series)}#series",
            name=role.series.title,
            url=address(role.series),
            actor=node("PerformanceRole", characterName=role.characters, actor=ref(person_id(person))),
        )
        for role in played
    ]
    return [*page_nodes(head, "ProfilePage", main=person_id(person)), found, *parts]


def author_nodes(head: Head, author: Author) -> list[Node]:
    """The page of somebody who writes here."""
    found = author_named(author) | node(
        "Person",
        description=author.bio,
        image=picture(author.photo, "portrait", 640),
        worksFor=ref(publisher_id()),
    )
    return [*page_nodes(head, "ProfilePage", main=author_id(author)), found]
