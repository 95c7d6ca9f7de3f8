"""The board of renewals as data: each column with its name, what kind of value it has, what it means, and where it is
read from; and what may be asked for. The files and the page about them are both made of this, so that neither drifts.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from catalog.axes import Decision, Label
from catalog.board import network_of
from catalog.parameters import a_country, a_day, a_slug, a_year, one_of
from catalog.web_addresses import absolute


class Kind(TextChoices):
    """What kind of value a column has. In JSON all are strings; nothing known is an empty one."""

    TEXT = "text", _("text")
    WORD = "word", _("one of some words")
    DAY = "day", _("day, as 2026-03-01")
    EDTF = "edtf", _("date, in EDTF")
    ADDRESS = "address", _("address")


class Row(NamedTuple):
    """A series with what is known of it at the moment of the board."""

    series: Any
    season: Any
    label: str
    network: Any
    state: Any
    update: Any


class Column(NamedTuple):
    name: str
    kind: Kind
    meaning: Any
    read: Callable[[Row], Any]
    words: Any = None


class Choice(NamedTuple):
    """A parameter by which rows are chosen; `read` raises ValueError for what it cannot be."""

    name: str
    meaning: Any
    example: str
    read: Callable[[str], Any]
    words: Any = None


def _premiere(row):
    return None if not row.state or row.state.premiere.is_unknown else row.state.premiere


# New ones come at the end. One that is here keeps its name, its place and its meaning.
COLUMNS = [
    Column("series", Kind.TEXT, _("The title of the series."), lambda row: row.series.title),
    Column(
        "season",
        Kind.TEXT,
        _("The season that the row speaks of, in the language of this site."),
        lambda row: row.season and row.season.name,
    ),
    Column("label", Kind.WORD, _("Where the series as a whole stands."), lambda row: row.label, Label),
    Column(
        "network",
        Kind.TEXT,
        _("Who commissions the season; where nobody has said so, the first network of the series."),
        lambda row: row.network and row.network.name,
    ),
    Column(
        "decision",
        Kind.WORD,
        _("What is decided of the season. A first season that is declined was not picked up, a later one cancelled."),
        lambda row: row.state.decision if row.state else Decision.UNKNOWN.value,
        Decision,
    ),
    Column(
        "announced",
        Kind.EDTF,
        _("When the decision was announced."),
        lambda row: row.update and row.update.announced_on.edtf,
    ),
    Column("source", Kind.TEXT, _("Who says so."), lambda row: row.update and row.update.source.publisher),
    Column("source_url", Kind.ADDRESS, _("Where they say so."), lambda row: row.update and row.update.source.url),
    Column(
        "checked",
        Kind.DAY,
        _("When this newsroom last looked for a decision."),
        lambda row: row.state and row.state.checked_on and row.state.checked_on.isoformat(),
    ),
    Column(
        "premiere",
        Kind.TEXT,
        _("When the season begins, in words of the language of this site."),
        lambda row: _premiere(row),
    ),
    Column(
        "premiere_edtf",
        Kind.EDTF,
        _("The same for programs. A window has two ends, and what is only known not to come before a day has one."),
        lambda row: row.state and row.state.premiere.edtf,
    ),
    Column(
        "url",
        Kind.ADDRESS,
        _("The page of the series on this site: name it when you use the row."),
        lambda row: absolute(row.series.get_absolute_url()),
    ),
    Column(
        "facts_from",
        Kind.ADDRESS,
        _("The page at TVmaze from which facts about the series come in part: name it too."),
        lambda row: _at_tvmaze(row.series),
    ),
]
CHOICES = [
    Choice(
        "network",
        _("Series of which a network commissions that season, by its name in its address here."),
        "netflix",
        a_slug,
    ),
    Choice("year", _("Series of which the decision was announced in a year, also long ago."), "2026", a_year),
    Choice("decision", _("Series with one decision."), "ordered", one_of(Decision), Decision),
    Choice("country", _("Series from a country, by its ISO 3166 code."), "GB", a_country),
    Choice("on", _("What this site said at the end of a past day, by its own clock."), "2026-03-01", a_day),
]


def rows(series) -> Iterator[dict[str, str]]:
    """Series, as `for_listing` and `with_ids` give them, as data: the name of each column and what stands in it."""
    for each in series:
        known = each.known
        state = known.season_state
        row = Row(each, known.season, known.label, network_of(each), state, state and state.decision_update)
        yield {column.name: str(column.read(row) or "") for column in COLUMNS}


def _at_tvmaze(series) -> str:
    ids = series.external_ids.all() if series.imported else []
    return next((each.url for each in ids if each.provider == "tvmaze"), "")
