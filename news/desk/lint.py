"""The desk's lists of the catalog: what is due to be looked at again, and what is not whole."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.axes import Axis
from catalog.models import (
    Fact,
    Image,
    Person,
    PersonName,
    Quote,
    Rating,
    Season,
    SeasonState,
    SeriesState,
    Video,
)
from news.desk.lines import Act, DeskList, Line, address, page_of

UNCHECKED, RIGHTS, AGED = timedelta(days=30), timedelta(days=30), timedelta(days=180)
# Names are compared of those who were entered last: old namesakes were told apart, or merged, when they were new.
NEWEST = 2000
# More need not be told apart in a line.
MOST_TWINS = 100


def record_act(desk, season) -> list[Act]:
    if not desk.may("catalog.add_statusupdate"):
        return []
    return [Act(gettext_lazy("Add update"), address(season, "record"))]


def disputed(desk, states):
    for state in states:
        axes = ", ".join(str(Axis(axis).label) for axis in state.differing)
        yield Line(str(state.season), page_of(state.season), [axes], record_act(desk, state.season))


def overdue(desk, states):
    for state in states:
        season = state.season
        details = [str(state.returns), state.get_label_display()]
        yield Line(str(season), page_of(season), details, record_act(desk, season))


def undecided(desk, states):
    for state in states:
        acts = []
        if desk.may("catalog.add_statusupdate"):
            url = address(state.season, "still_undecided")
            acts = [Act(gettext_lazy("Checked, still undecided"), url, one_click=True)]
        details = [_("last checked on %s") % state.checked_on.isoformat()]
        yield Line(str(state.season), page_of(state.season), details, acts)


def mended(label, *names):
    """Tell rows that are mended on their own page; `names` are attributes that say more of them."""

    def tell(desk, rows):
        for row in rows:
            opts = row._meta
            may = desk.may(f"{opts.app_label}.change_{opts.model_name}")
            details = [str(value) for name in names if (value := getattr(row, name))]
            yield Line(str(row), page_of(row), details, [Act(label, page_of(row))] if may else [])

    return tell


def ending(desk, images):
    for image in images:
        acts = [Act(gettext_lazy("Renew or replace"), page_of(image))] if desk.may("catalog.change_image") else []
        details = [_("until %s") % desk.moments(image.rights_until), image.credit]
        yield Line(str(image), page_of(image), [each for each in details if each], acts)


def aged(desk, ratings):
    for rating in ratings:
        owner = rating.season or rating.series
        acts = [Act(gettext_lazy("Add a new one"), page_of(owner))] if desk.may("catalog.add_rating") else []
        yield Line(f"{owner}: {rating}", page_of(rating), [_("taken on %s") % rating.taken_on.isoformat()], acts)


def confused(desk, people):
    """Each with all those whose name or alias is one of theirs."""
    own: dict[int, set[str]] = {person.pk: {person.search_name} for person in people}
    for alias in PersonName.objects.filter(person__in=own):
        own[alias.person_id].add(alias.search_name)
    wanted = set().union(*own.values())
    called = [(other.search_name, other) for other in Person.objects.filter(search_name__in=wanted)[:MOST_TWINS]]
    aliases = PersonName.objects.filter(search_name__in=wanted).select_related("person")[:MOST_TWINS]
    called += [(alias.search_name, alias.person) for alias in aliases]
    called = [(name, other) for name, other in called if not (other.merged_into_id or other.removed_at)]
    for person in people:
        twins = {other.pk: other for name, other in called if name in own[person.pk] and other.pk != person.pk}
        acts = [Act(gettext_lazy("Merge"), address(person, "merge"))] if desk.may("catalog.change_person") else []
        details = [
            _("also: %(name)s (%(slug)s)") % {"name": other, "slug": other.slug} for other in list(twins.values())[:3]
        ]
        yield Line(f"{person} ({person.slug})", page_of(person), details, acts)


IN_DISPUTE = DeskList(
    "reports-differ",
    gettext_lazy("Reports differ"),
    lambda desk: SeasonState.objects.at(desk.now).in_dispute().of_public(desk.now),
    disputed,
    order="-valid_from",
    related=("season__series",),
    explanation=gettext_lazy("Two equal sources say different things of one day: a better one settles it."),
    models=(Season,),
)
OVERDUE = DeskList(
    "overdue",
    gettext_lazy("A bound or window has passed"),
    lambda desk: SeriesState.objects.public(desk.now).overdue(desk.today).filter(season__isnull=False),
    overdue,
    order="-valid_from",
    related=("season__series",),
    explanation=gettext_lazy("It was to come back by then, and nobody has said more."),
    models=(Season,),
)
UNDECIDED = DeskList(
    "undecided",
    gettext_lazy("Undecided, not checked for 30 days"),
    lambda desk: SeasonState.objects.at(desk.now).unchecked_since(desk.today - UNCHECKED).of_public(desk.now),
    undecided,
    order="checked_on",
    related=("season__series",),
    models=(Season,),
)
QUOTES = DeskList(
    "quotes",
    gettext_lazy("Quotes without a source"),
    lambda desk: Quote.objects.unsourced(),
    mended(gettext_lazy("Add the source"), "series"),
    related=("series", "speaker"),
    models=(Quote,),
)
FACTS = DeskList(
    "facts",
    gettext_lazy("Facts without a source"),
    lambda desk: Fact.objects.unsourced(),
    mended(gettext_lazy("Add the source"), "series"),
    related=("series",),
    models=(Fact,),
)
PICTURES = DeskList(
    "pictures",
    gettext_lazy("Pictures without a credit"),
    lambda desk: Image.objects.uncredited(),
    mended(gettext_lazy("Add the credit"), "source_url"),
    models=(Image,),
)
RIGHTS_END = DeskList(
    "rights",
    gettext_lazy("Picture rights about to end"),
    lambda desk: Image.objects.ending(desk.now, desk.now + RIGHTS),
    ending,
    order="rights_until",
    explanation=gettext_lazy("Within 30 days; from then on they are shown nowhere."),
    models=(Image,),
)
RATINGS = DeskList(
    "ratings",
    gettext_lazy("Ratings older than 180 days"),
    lambda desk: Rating.objects.aged(desk.today - AGED).public(desk.now),
    aged,
    order="taken_on",
    related=("season__series", "series"),
    models=(Rating,),
)
NAMESAKES = DeskList(
    "namesakes",
    gettext_lazy("People of the same name"),
    lambda desk: Person.objects.newest(NEWEST).namesakes(),
    confused,
    explanation=gettext_lazy(
        "Among those entered last, by name or alias. Merge them, or give each a birthday to tell them apart."
    ),
    models=(Person,),
)
VIDEOS = DeskList(
    "videos",
    gettext_lazy("Videos without a poster"),
    lambda desk: Video.objects.without_poster(),
    mended(gettext_lazy("Add the poster"), "series"),
    related=("series",),
    models=(Video,),
)
