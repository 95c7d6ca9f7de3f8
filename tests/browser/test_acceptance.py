"""The acceptance story: an editor enters The Defenders, and the years do the rest."""

import json
from pathlib import Path

import pytest

from catalog.models import Series
from tests import make
from tests.browser.newsroom import Editor

STORY = json.loads((Path(__file__).parents[2] / "showsite" / "demo" / "defenders.json").read_text())


@pytest.fixture
def editor(page, live_server):
    """The editor, signed in, in a browser that reaches no other host and complains of nothing."""
    complaints = []
    page.on("console", lambda message: message.type in {"error", "warning"} and complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request",
        lambda request: (
            complaints.append(request.url) if not request.url.startswith((live_server.url, "data:", "blob:")) else None
        ),
    )
    page.set_default_timeout(10_000)
    make.an_editor(username="mara")
    editor = Editor(page, live_server.url)
    editor.sign_in("mara", "open sesame")
    yield editor
    assert complaints == []


def enter_the_people(editor):
    works = sorted({title for person in STORY["people"] for title in person.get("known_for", [])})
    editor.add_works(works)
    for person in STORY["people"]:
        editor.add_person(person["name"], person.get("aliases", []), person.get("known_for", []))


def enter_the_series(editor):
    for genre in STORY["series"]["genres"]:
        editor.add("catalog/genre", name=genre)
    editor.add("catalog/network", name="Netflix", kind="Streaming")
    editor.go("/admin/catalog/series/add/")
    editor.fill("title", "The Defenders")
    editor.fill("original_title", STORY["series"]["full_title"])
    for genre in STORY["series"]["genres"]:
        editor.pick("genres", genre)
    editor.pick(f"{editor.row('network_rows', 0)}-network", "Netflix")
    editor.fill(f"{editor.row('other_titles', 0)}-title", "Defenders")
    for number in (1, 2):
        editor.fill(f"{editor.row('seasons', number - 1)}-number", number)
    editor.save()
    editor.press("Publish now")


def enter_the_first_season(editor, season):
    editor.go(season)
    for number, credit in enumerate(STORY["cast"]):
        row = editor.row("cast", number)
        editor.pick(f"{row}-person", credit["person"])
        editor.fill(f"{row}-character", credit["character"])
    # Two of them are found under the names by which they are often misspelt.
    typed = {"S. J. Clarkson": "C.J Clarkson", "Farren Blackburn": "Fairren"}
    for number, credit in enumerate(STORY["crew"]):
        row = editor.row("crew", number)
        editor.pick(f"{row}-person", typed.get(credit["person"], credit["person"]), credit["person"])
        editor.pick(f"{row}-job", credit["job"])
    editor.save()


def enter_what_is_told(editor, series, second):
    editor.go(series)
    editor.unfold("ratings of the whole series")
    for number, rating in enumerate(STORY["ratings"]):
        row = editor.row("ratings", number)
        for name in ("provider", "value", "scale"):
            editor.fill(f"{row}-{name}", rating[name])
        editor.fill(f"{row}-taken_on", STORY["ratings_taken_on"])
    editor.unfold("facts about the whole series")
    for number, fact in enumerate(STORY["facts"]):
        editor.fill(f"{editor.row('facts', number)}-text", fact["text"])
    editor.save()
    editor.go(second)
    editor.unfold("quotes")
    for number, quote in enumerate(STORY["quotes"]):
        row = editor.row("quotes", number)
        editor.fill(f"{row}-text", quote["text"])
        editor.pick(f"{row}-speaker", quote["speaker"])
        editor.fill(f"{row}-role", quote["role"])
    editor.unfold("videos")
    row = editor.row("videos", 0)
    editor.fill(f"{row}-title", STORY["videos"][0]["title"])
    editor.fill(f"{row}-video_id", "https://www.youtube.com/watch?v=abcdefghijk")
    editor.fill(f"{row}-kind", "Report")
    editor.fill(f"{row}-published_on", "2020-04-15")
    editor.save()


DESK = {"publisher": "Our own check", "tier": "Our own check"}


def record_what_is_known(editor, second):
    editor.record(
        second,
        announced_on="19 November 2026",
        summary="No order and no refusal is on record.",
        certainty="Reported",
        decision="Undecided",
        production="Not in production",
        source=DESK,
    )
    editor.record(
        second,
        announced_on="2020",
        summary="If a date is ever set, it will not be before 2020.",
        certainty="Estimated",
        dates=[("Premiere", "001", "not before 2020")],
        source="Our own check",
    )


@pytest.mark.django_db(transaction=True)
def test_the_defenders(editor, settings):
    enter_the_people(editor)
    enter_the_series(editor)
    series = Series.objects.get()
    first, second = (f"/admin/catalog/season/{season.pk}/change/" for season in series.seasons.in_order())
    enter_the_first_season(editor, first)
    enter_what_is_told(editor, f"/admin/catalog/series/{series.pk}/change/", second)
    record_what_is_known(editor, second)
    print(editor.clicks, editor.fields)
    editor.go("/series/the-defenders/season-2/")
    print(editor.page.inner_text("main"))
