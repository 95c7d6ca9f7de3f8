"""`manage.py weigh`: every kind of public page is weighed, and one above its budget is told."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from showsite import weighing
from tests.world import World

pytestmark = pytest.mark.django_db


def weighed(**options):
    out = StringIO()
    call_command("weigh", stdout=out, **options)
    return {cells[1].strip(): cells[2:-1] for line in out.getvalue().splitlines() if (cells := line.split("|"))}


def test_the_pages_keep_their_budgets():
    World().fill(3)

    lines = weighed(most=3)
    assert {"home", "catalog:season_detail", "catalog:series_detail", "news:article_detail", "search"} <= set(lines)
    # Pages of two thousand bytes at least, the graph behind, and one style sheet of some thousands.
    _of, median, most, graph, style, *_rest = (int(cell.replace(",", "")) for cell in lines["catalog:season_detail"])
    assert min(median, most, style) > 1_000 > graph > 100
    assert lines["home"][-1].strip() == "1"


def test_a_page_above_its_budgets_is_named(monkeypatch):
    World().fill(1)
    monkeypatch.setattr(weighing, "BEFORE_PAINT", 100)
    monkeypatch.setattr(weighing, "SCRIPT", 100)
    monkeypatch.setattr(weighing, "GRAPH", 100)

    with pytest.raises(CommandError) as told:
        weighed(most=1)
    assert "/series/salt-road-0/season-1/: " in str(told.value)
    assert "before the first paint, more than 100" in str(told.value)
    assert "of script, more than 100" in str(told.value)
    assert "of graph, more than 100" in str(told.value)


def test_a_script_that_keeps_a_page_from_being_painted_is_a_fault():
    parts = weighing._Parts()
    parts.feed('<link rel="stylesheet" href="/a.css"><script src="/b.js"></script><script defer src="/c.js"></script>')
    assert parts.blocking == 2
    weight = weighing.Weight("home", "/", 1, 1, 1, 1, parts.blocking)
    assert weight.faults == ["2 requests before the first paint, more than the style sheet"]
