"""The acceptance story: an editor enters The Defenders, and the years do the rest."""

import json
import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import feedparser
import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import expect

from catalog.models import Series
from tests import make
from tests.browser.newsroom import Editor
from tests.make import DAY, HOUR, SECOND

STORY = json.loads((Path(__file__).parents[2] / "showsite" / "demo" / "defenders.json").read_text())


@pytest.fixture
def clock():
    """The site's clock, which goes on from the day of the story and is moved by it."""
    with time_machine.travel(datetime(2026, 11, 24, 8, 0, tzinfo=UTC), tick=True) as traveller:
        yield traveller


@pytest.fixture
def editor(page, live_server, clock):
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


TITLE = "Will there be a season 2 of The Defenders?"
LEAD = "No one has ordered a second season and no one has refused it."
# One of the words is misspelt, and found later.
WORDS = "The four heros shared one season, and nobody has said whether they share another."


def write_the_story(editor):
    editor.go("/admin/news/article/add/")
    editor.fill("title", TITLE)
    editor.fill("lead", LEAD)
    editor.pick(f"{editor.row('subjects', 0)}-season", "defenders", "The Defenders, season 2")
    for kind in ["Answer box", "Ratings"]:
        editor.block(kind)
    editor.write(editor.block("Text"), WORDS)
    for kind in ["Fact box", "Crew"]:
        editor.block(kind)
    for quote in STORY["quotes"]:
        chosen = f"{quote['speaker']}: {quote['text'][:60]}"
        editor.pick(f"{editor.block('Quote')}-quote", "defenders", chosen)
    for kind in ["Cast", "Facts"]:
        editor.block(kind)
    editor.pick(f"{editor.block('Video')}-video", "defenders", STORY["videos"][0]["title"])
    editor.block("Timeline")
    editor.save("Save draft")


def publish_once_the_quotes_have_a_source(editor, article, season):
    editor.act(article, "Publish")
    for quote in STORY["quotes"]:
        expect(editor.page.get_by_text(f"This quote needs a source: {quote['speaker']}").first).to_be_visible()
    assert read("/news/will-there-be-a-season-2-of-the-defenders/").status_code == 404
    url = "https://example.org/defenders"
    editor.add("catalog/source", publisher="Example", url=url, tier="Cast or crew on record")
    editor.go(season)
    editor.unfold("quotes")
    for number in range(2):
        editor.pick(f"quotes-{number}-source", "Example")
    editor.save()
    editor.act(article, "Publish")


# -- what readers see ---------------------------------------------------------------------------------------------

SEASON, SERIES = "/series/the-defenders/season-2/", "/series/the-defenders/"


def read(address, **query):
    """A page as somebody reads it who has never been here."""
    return Client().get(address, query)


def text_of(address, **query):
    """The words of the main part of a page, in one line."""
    main = read(address, **query).text.partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", main)).split())


def prose_of(address):
    """The editor's own words in a story, to the letter."""
    return re.search(r"<p>The four .*?</p>", read(address).text)[0]


def row_of_the_scoreboard(**query):
    """What the scoreboard says of The Defenders."""
    rows = [row for row in read("/renewals.json", **query).json()["series"] if row["series"] == "The Defenders"]
    return rows[0] if rows else None


def ids_in(feed):
    parsed = feedparser.parse(read(feed).content)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return [entry.id for entry in parsed.entries]


OFFICIAL = {"publisher": "Netflix", "tier": "Official release", "url": "https://example.org/netflix"}


@pytest.mark.django_db(transaction=True)
def test_the_defenders(editor, clock):
    make.an_author("Mara Holt", user=get_user_model().objects.get(username="mara"))
    enter_the_people(editor)
    enter_the_series(editor)
    series = Series.objects.get()
    first, second = (f"/admin/catalog/season/{season.pk}/change/" for season in series.seasons.in_order())
    enter_the_first_season(editor, first)
    enter_what_is_told(editor, f"/admin/catalog/series/{series.pk}/change/", second)
    record_what_is_known(editor, second)
    write_the_story(editor)
    article = editor.page.url.removeprefix(editor.address).partition("#")[0]
    publish_once_the_quotes_have_a_source(editor, article, second)
    print(f"\nThe Defenders took an editor {editor.clicks} clicks and {editor.fields} fields.")
    address = "/news/will-there-be-a-season-2-of-the-defenders/"
    prose = prose_of(address)

    # 1. No decision, since when and from whom; nothing invented.
    answer = text_of(SEASON)
    assert "No decision; checked on 19 November 2026" in answer
    assert "Our own check" in answer
    assert "not before 2020" in answer and "passed" in answer
    checklist = read(SEASON).text.partition('<dl class="check">')[2].partition("</dl>")[0]
    assert re.findall(r"\b(Yes|No)\b", re.sub(r"<[^>]*>", " ", checklist)) == ["No"] * 5
    for page in (SEASON, SERIES, address):
        assert set(re.findall(r"\b(?:19|20)\d\d\b", text_of(page))) <= {"2020", "2026"}, page
    story = text_of(address)
    for shown in ("Krysten Ritter", "Elektra", "Jonathan Chibnall", "KinoPoisk", "Heroes for Hire", "head of Marvel"):
        assert shown in story, shown

    # 2. A rumour changes nothing, however late; an order told late does.
    rumour = {"publisher": "A forum", "tier": "Anonymous"}
    editor.record(
        second,
        announced_on="20 November 2026",
        summary="A cousin of a grip says it is dead.",
        certainty="Rumour",
        decision="Declined",
        source=rumour,
    )
    assert "No decision" in text_of(SEASON)
    editor.record(
        second,
        announced_on="1 March 2026",
        summary="Netflix orders a second season for spring 2027.",
        certainty="Official",
        decision="Ordered",
        dates=[("Premiere", "001", "spring 2027")],
        source=OFFICIAL,
    )
    assert "Returning" in text_of(SERIES) and "spring 2027" in text_of(SERIES)
    assert "A cousin of a grip" in text_of(SEASON)
    assert "spring 2027" in text_of(address)
    assert prose_of(address) == prose

    # 3. Two premieres, taken back the next day; yesterday's answer is still what the site said yesterday.
    editor.record(
        second,
        announced_on="24 November 2026",
        summary="The dates are set.",
        certainty="Official",
        dates=[("Premiere", "US", "9 October 2027"), ("Premiere", "001", "12 October 2027")],
        source="Netflix",
    )
    assert "9 October 2027" in text_of(SEASON) and "12 October 2027" in text_of(SEASON)
    assert row_of_the_scoreboard()["premiere_edtf"] == "2027-10-12"
    clock.shift(DAY)
    editor.go(second)
    editor.press("The dates are set.")
    editor.press("Retract")
    editor.fill("reason", "Netflix took its calendar down.")
    editor.press("Retract")
    assert row_of_the_scoreboard()["premiere_edtf"] == "2027-21"
    assert row_of_the_scoreboard(on="2026-11-24")["premiere_edtf"] == "2027-10-12"
    assert "Netflix took its calendar down." in text_of(SEASON)
    assert "9 October 2027" not in text_of(address).partition("Timeline")[0]

    # 4. Declined: cancelled. The ids in the feeds outlive everything, also the slug.
    feeds = ["/news/feed.rss", "/news/feed.atom", "/series/the-defenders/feed.rss", "/series/the-defenders/feed.atom"]
    ids = [ids_in(feed) for feed in feeds]
    assert all(len(found) == 1 for found in ids)
    editor.record(
        second,
        announced_on="25 November 2026",
        summary="Netflix will not make a second season.",
        certainty="Official",
        decision="Declined",
        source="Netflix",
    )
    assert "Cancelled" in text_of(SERIES)
    editor.go(article)
    editor.fill("slug", "the-defenders-season-2")
    editor.save("Save draft")
    editor.act(article, "Publish", material=False)
    old, address = address, "/news/the-defenders-season-2/"
    moved = read(old)
    assert (moved.status_code, moved.headers["Location"]) == (301, address)
    assert [ids_in(feed) for feed in feeds] == ids
    assert prose_of(address) == prose

    # 5. A fact under embargo and its story become public in the same second, and move together.
    nine = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
    editor.record(
        second,
        announced_on="25 November 2026",
        summary="Netflix orders it after all.",
        certainty="Official",
        decision="Ordered",
        source="Netflix",
        visibility="later",
        public_from_0="2026-11-26",
        public_from_1="09:00",
    )
    editor.go("/admin/news/article/add/")
    editor.fill("title", "The Defenders return after all")
    editor.pick(f"{editor.row('subjects', 0)}-season", "defenders", "The Defenders, season 2")
    editor.write(editor.block("Text"), "It was off, and it is on again.")
    editor.unfold("Work")
    editor.pick("announces", "defenders", "Netflix orders it after all.")
    editor.save("Save draft")
    scoop = editor.page.url.removeprefix(editor.address).partition("#")[0]
    editor.act(scoop, "Publish", when="later", at_0="2026-11-26", at_1="09:00")
    editor.go(scoop)
    editor.press("Reschedule")
    editor.fill("at_0", "2026-11-26")
    editor.fill("at_1", "10:00")
    editor.press("Reschedule")
    told = "/news/the-defenders-return-after-all/"
    for moment, status, decision in [
        (nine, 404, "declined"),
        (nine + HOUR - SECOND, 404, "declined"),
        (nine + HOUR, 200, "ordered"),
    ]:
        clock.move_to(moment)
        assert read(told).status_code == status, moment
        assert row_of_the_scoreboard()["decision"] == decision, moment

    # 6. Edited: nobody sees it. Scheduled: seen from its moment. Corrected: at once, and for good. Withdrawn: gone.
    before = read(address).content
    editor.go(article)
    editor.fill("lead", "Tomorrow's lead.")
    editor.save("Save draft")
    assert read(address).content == before
    editor.act(article, "Publish", when="later", at_0="2026-11-27", at_1="10:00")
    assert read(address).content == before
    editor.go(article)
    editor.press("Correct")
    key = editor.page.locator("[contenteditable=true]").first
    expect(key).to_contain_text("heros")
    key.click()
    editor.page.keyboard.press("ControlOrMeta+a")
    editor.page.keyboard.type(WORDS.replace("heros", "heroes"))
    editor.fill("text", "A word was misspelt.")
    editor.press("Correct")
    expect(editor.page.locator("del", has_text="heros").first).to_be_visible()
    editor.press("Correct")
    assert "heroes" in prose_of(address)
    assert "A word was misspelt." in text_of(address) and "A word was misspelt." in text_of("/corrections/")
    clock.move_to(nine + DAY + HOUR - SECOND)
    assert LEAD in text_of(address)
    clock.move_to(nine + DAY + HOUR)
    assert "Tomorrow's lead." in text_of(address)
    assert "heroes" in prose_of(address) and "heros" not in text_of(address)
    editor.act(article, "Publish", when="later", at_0="2026-11-28", at_1="10:00")
    editor.go(article)
    editor.press("Withdraw")
    editor.fill("reason", "The story was overtaken.")
    editor.press("Withdraw")
    for moment in (nine + DAY + 2 * HOUR, nine + 3 * DAY):
        clock.move_to(moment)
        gone = read(address)
        assert gone.status_code == 410 and "The story was overtaken." in gone.text
        for page in ("/", "/news/", SERIES, SEASON, "/search/", *feeds, "/sitemap.xml"):
            assert TITLE not in read(page, q="defenders").text, page
            assert address not in read(page, q="defenders").text, page
