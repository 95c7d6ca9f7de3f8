"""The board of renewals: current series by network and decision, as counts or series by series. Pure: no query."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from catalog.axes import Decision

# What stands in one column of the board: decisions that mean the same to who waits for the next season.
COLUMNS = [
    (_("come back"), [Decision.ORDERED]),
    (_("undecided"), [Decision.UNDECIDED]),
    (_("cancelled or withdrawn"), [Decision.DECLINED, Decision.REVERSED]),
    (_("finished, ended, unknown"), [Decision.CONCLUDED, Decision.ENDED, Decision.UNKNOWN]),
]
# A head shows so many marks, one for each series; beyond that the figure says it alone.
MOST_MARKS = 60


@dataclass
class Cell:
    """What a network has of one column: how many of each decision, and the series where they are few enough."""

    counts: dict[str, int] = field(default_factory=dict)
    series: list[Any] = field(default_factory=list)


@dataclass
class Row:
    """A network (None: of which no network is known) and its cells, one for each column."""

    network: Any
    cells: list[Cell] = field(default_factory=lambda: [Cell() for _column in COLUMNS])

    @property
    def total(self) -> int:
        return sum(sum(cell.counts.values()) for cell in self.cells)


@dataclass(frozen=True)
class Head:
    """A column: its words, its decisions, how many series it has, and a mark for each, by decision."""

    name: Any
    decisions: Sequence[str]
    total: int
    marks: Sequence[str]


def decision_of(series) -> str:
    """The decision on the season that the label of a series speaks of; reads `known`."""
    state = series.known.season_state
    return state.decision if state else Decision.UNKNOWN


def network_of(series) -> Any:
    """The network that commissions that season, or else the series' own first; reads `known` and `network_rows`."""
    state = series.known.season_state
    return (state and state.commissioner) or series.home


def _column(decision: str) -> int:
    return next(place for place, (_name, decisions) in enumerate(COLUMNS) if decision in decisions)


def heads(counts: Mapping[str, int]) -> list[Head]:
    """The columns, by how many series have each decision."""
    found = []
    for name, decisions in COLUMNS:
        total = sum(counts.get(decision, 0) for decision in decisions)
        shown = decisions if total <= MOST_MARKS else []
        marks = [decision for decision in shown for _series in range(counts.get(decision, 0))]
        found.append(Head(name, decisions, total, marks))
    return found


def board_of_series(series: Iterable) -> list[Row]:
    """A row a network, each series in its cell in the given order; the networks by name, that of no network last."""
    rows: dict[Any, Row] = {}
    for each in series:
        network = network_of(each)
        decision = decision_of(each)
        cell = rows.setdefault(network, Row(network)).cells[_column(decision)]
        cell.counts[decision] = cell.counts.get(decision, 0) + 1
        cell.series.append(each)
    return sorted(rows.values(), key=lambda row: (row.network is None, str(row.network or "").casefold()))


def board_of_counts(counted: Iterable[tuple[Any, str, int]]) -> list[Row]:
    """The same of (network, decision, count) alone; those with most series first."""
    rows: dict[Any, Row] = {}
    for network, decision, count in counted:
        cell = rows.setdefault(network, Row(network)).cells[_column(decision)]
        cell.counts[decision] = cell.counts.get(decision, 0) + count
    return sorted(rows.values(), key=lambda row: (row.network is None, -row.total, str(row.network).casefold()))


def summary(counts: Mapping[str, int]) -> list[str]:
    """How many come back, do not, are finished, and wait, in sentences; a kind of which there is none is left out."""
    said = [
        ([Decision.ORDERED], lambda number: ngettext("%d comes back.", "%d come back.", number)),
        ([Decision.DECLINED, Decision.REVERSED], lambda number: ngettext("%d does not.", "%d do not.", number)),
        (
            [Decision.CONCLUDED],
            lambda number: ngettext(
                "%d has told its story to the end.", "%d have told their story to the end.", number
            ),
        ),
        ([Decision.ENDED], lambda number: ngettext("%d has ended.", "%d have ended.", number)),
        ([Decision.UNDECIDED], lambda number: ngettext("%d waits for a decision.", "%d wait for a decision.", number)),
        (
            [Decision.UNKNOWN],
            lambda number: ngettext("Of %d nothing is on record.", "Of %d nothing is on record.", number),
        ),
    ]
    told = [(sum(counts.get(decision, 0) for decision in decisions), sentence) for decisions, sentence in said]
    return [sentence(number) % number for number, sentence in told if number] or [gettext("No series here.")]
