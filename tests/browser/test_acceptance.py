"""The acceptance story: The Defenders from a lead to readers, in a browser; and the years do the rest."""

import json
import re
import time
from datetime import UTC, datetime
from html import unescape
from itertools import groupby
from pathlib import Path

import feedparser
import pytest
import time_machine
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from catalog.models import Series, StatusUpdate
from news.models import Article
from tests import make
from tests.admin_pages import filled_form
from tests.make import DAY, HOUR, SECOND

STORY = json.loads((Path(__file__).parents[2] / "showsite" / "demo" / "defenders.json").read_text())


@pytest.fixture
def clock():
    """The site's clock, which goes on from the day of the story and is moved by it."""
    with time_machine.travel(datetime(2026, 11, 24, 8, 0, tzinfo=UTC), tick=True) as traveller:
        yield traveller


def a_colleague(username, byline, *roles):
    user = make.a_user(username)
    user.groups.set(Group.objects.filter(name__in=roles))
    make.an_author(byline, user=user)
    return user


# -- what the catalog has to know -----------------------------------------------------------------------------------


def enter_the_series(editor):
    editor.go("/admin/catalog/genre/add/")
    for genre in STORY["series"]["genres"]:
        editor.fill("name", genre)
        editor.save("Save and add another")
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
    editor.press("Publish now")


def the_credits():
    """Cast and crew with what they are known for, as a press release lists them; one name is misspelt."""
    known_for = {person["name"]: ", ".join(person.get("known_for", [])) for person in STORY["people"]}

    def said(name):
        name, works = name.replace("Krysten", "Kristen"), known_for[name]
        return f"{name} ({works})" if works else name

    lines = [f"{said(credit['person'])} as {credit['character']};" for credit in STORY["cast"]]
    for job, credits in groupby(STORY["crew"], key=lambda credit: credit["job"]):
        lines.append(f"{job}s: " + ", ".join(said(credit["person"]) for credit in credits))
    return "\n".join(lines)


def enter_the_people(editor, first):
    # She is found under the name by which she is often misspelt.
    editor.add_person("Krysten Ritter", alias="Kristen Ritter")
    editor.add_person("Jeph Loeb")
    editor.paste_credits(first, the_credits())


def enter_what_was_said(editor, second):
    editor.go(second)
    editor.unfold("quotes")
    for number, quote in enumerate(STORY["quotes"]):
        row = editor.row("quotes", number)
        editor.fill(f"{row}-text", quote["text"])
        editor.pick(f"{row}-speaker", quote["speaker"].replace("Krysten", "Kristen"), quote["speaker"])
        editor.fill(f"{row}-role", quote["role"])
    editor.unfold("videos")
    row = editor.row("videos", 0)
    editor.fill(f"{row}-title", STORY["videos"][0]["title"])
    editor.fill(f"{row}-video_id", "https://www.youtube.com/watch?v=abcdefghijk")
    editor.fill(f"{row}-kind", "Report")
    editor.fill(f"{row}-published_on", "2020-04-15")
    editor.save()


DESK = {"publisher": "Our own check", "tier": "Our own check"}
INTERVIEW = {"publisher": "Example", "url": "https://example.org/defenders", "tier": "Cast or crew on record"}
LOEB = "Jeph Loeb says that no sequel is in production."


def record_what_is_known(editor, second):
    editor.record(
        second,
        announced_on="19 November 2026",
        summary="No order and no refusal is on record.",
        certainty="Reported",
        decision="Undecided",
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
    editor.record(
        second,
        announced_on="2020",
        summary=LOEB,
        certainty="Reported",
        production="Not in production",
        source=INTERVIEW,
    )


# -- from the lead to readers -----------------------------------------------------------------------------------------

TITLE = "Will there be a season 2 of The Defenders?"
LEAD = "No one has ordered a second season and no one has refused it."
# One of the words is misspelt, and found later.
WORDS = "The four heros shared one season, and nobody has said whether they share another."


def write_from_the_lead(writer):
    """Mara finds the lead on her desk, writes what is left to write, and asks for a review."""
    writer.go("/admin/")
    writer.press(f"Write the story: {LOEB}")
    writer.fill("title", TITLE)
    writer.press("Write the story")
    writer.fill("lead", LEAD)
    writer.write("news_richtext_set-0", WORDS)
    writer.block("Timeline")
    writer.press("Ask for review…")
    writer.fill("assignee", "boris")
    writer.fill("word", "May we say this without a source for the quotes?")
    writer.press("Hand over")


def review_and_publish(reviewer):
    """Boris finds it on his desk; what blocks it leads him to what is missing; the receipt shows that it is out."""
    reviewer.go("/admin/")
    expect(reviewer.page.locator("#mine")).to_contain_text("May we say this without a source for the quotes?")
    reviewer.press(f"Publish: {TITLE}")
    for quote in STORY["quotes"]:
        expect(reviewer.page.get_by_text(f"This quote needs a source: {quote['speaker']}").first).to_be_visible()
    reviewer.press("Publish")
    assert read(ADDRESS).status_code == 404
    for _quote in STORY["quotes"]:
        reviewer.click(reviewer.page.locator("li", has_text="This quote needs a source").get_by_role("link").first)
        reviewer.pick("source", "Example")
        # That leads back to the dialog.
        reviewer.save("Save")
    reviewer.press("Publish")
    expect(reviewer.page.get_by_role("heading", name="Readers see it now")).to_be_visible()
    reviewer.click(reviewer.page.get_by_role("link", name=ADDRESS).first)
    expect(reviewer.page.get_by_role("heading", name=TITLE)).to_be_visible()


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
    """The ids of the stories; what was said has entries of its own."""
    parsed = feedparser.parse(read(feed).content)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return [entry.id for entry in parsed.entries if ":article/" in entry.id]


# -- the years, through the same addresses of the admin ---------------------------------------------------------------


class Desk:
    """The editor in later years: the same forms, sent without a browser."""

    def __init__(self, user):
        self.client = Client()
        self.client.force_login(user)

    def send(self, page, holding, **typed):
        """Send the form of a page; what asks whether one is sure is sent again as it came."""
        answer = self.client.post(page, filled_form(self.client.get(page), holding) | typed)
        if answer.status_code == 200:
            again = filled_form(answer, holding) | {"_sure": "1"}
            answer = self.client.post(page, again | {n: v for n, v in typed.items() if n.startswith("_")})
        assert answer.status_code == 302, re.findall(r'class="errorlist.*?</ul>', answer.text)

    def record(self, season, *, dates=(), **said):
        for number, (region, date) in enumerate(dates):
            said |= {f"dates-{number}-region": region, f"dates-{number}-date": date}
        self.send(reverse("admin:catalog_season_record", args=[season.pk]), "announced_on", **said)

    def act(self, article, name, **said):
        self.send(reverse(f"admin:news_article_{name}", args=[article.pk]), "version", **said)

    def save(self, article, **typed):
        page = reverse("admin:news_article_change", args=[article.pk])
        self.send(page, "version", _continue="Save draft", **typed)


ADDRESS = "/news/will-there-be-a-season-2-of-the-defenders/"


@pytest.mark.django_db(transaction=True)
def test_the_defenders(newsroom, clock):
    boris = a_colleague("boris", "Boris Lind", "chief editor")
    writer = newsroom(a_colleague("mara", "Mara Holt", "writer", "catalog editor"))
    began = time.perf_counter()
    enter_the_series(writer)
    series = Series.objects.get()
    first, second = series.seasons.in_order()
    first_page, second_page = (f"/admin/catalog/season/{season.pk}/change/" for season in (first, second))
    enter_the_people(writer, first_page)
    enter_what_was_said(writer, second_page)
    record_what_is_known(writer, second_page)
    facts = writer.clicks, writer.fields
    write_from_the_lead(writer)
    reviewer = newsroom(boris)
    review_and_publish(reviewer)
    story = writer.clicks - facts[0], writer.fields - facts[1]
    seconds = time.perf_counter() - began
    print(
        f"\nThe Defenders took {facts[0]} clicks and {facts[1]} fields for the facts, {story[0]} and {story[1]}"
        f" from the lead to the review, {reviewer.clicks} and {reviewer.fields} from there to the receipt;"
        f" {seconds:.0f} seconds in a browser."
    )
    article = Article.objects.get()
    address, prose, desk = ADDRESS, prose_of(ADDRESS), Desk(boris)

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
    desk.record(
        second,
        announced_on="20 November 2026",
        summary="A cousin of a grip says it is dead.",
        certainty="rumour",
        decision="declined",
        source_publisher="A forum",
        source_tier="anonymous",
    )
    assert "No decision" in text_of(SEASON)
    desk.record(
        second,
        announced_on="1 March 2026",
        summary="Netflix orders a second season for spring 2027.",
        certainty="official",
        decision="ordered",
        dates=[("001", "spring 2027")],
        source_publisher="Netflix",
        source_tier="official_release",
        source_url="https://example.org/netflix",
    )
    netflix = StatusUpdate.objects.latest("pk").source_id
    assert "Returning" in text_of(SERIES) and "spring 2027" in text_of(SERIES)
    assert "A cousin of a grip" in text_of(SEASON)
    assert "spring 2027" in text_of(address)
    assert prose_of(address) == prose

    # 3. Two premieres, taken back the next day; yesterday's answer is still what the site said yesterday.
    desk.record(
        second,
        announced_on="24 November 2026",
        summary="The dates are set.",
        certainty="official",
        dates=[("US", "9 October 2027"), ("001", "12 October 2027")],
        source=netflix,
    )
    assert "9 October 2027" in text_of(SEASON) and "12 October 2027" in text_of(SEASON)
    assert row_of_the_scoreboard()["premiere_edtf"] == "2027-10-12"
    clock.shift(DAY)
    set_dates = StatusUpdate.objects.get(summary="The dates are set.")
    retract = reverse("admin:catalog_statusupdate_retract", args=[set_dates.pk])
    desk.send(retract, "reason", reason="Netflix took its calendar down.")
    assert row_of_the_scoreboard()["premiere_edtf"] == "2027-21"
    assert row_of_the_scoreboard(on="2026-11-24")["premiere_edtf"] == "2027-10-12"
    assert "Netflix took its calendar down." in text_of(SEASON)
    assert "9 October 2027" not in text_of(address).partition("Timeline")[0]

    # 4. Declined: cancelled. The ids in the feeds outlive everything, also the slug.
    feeds = ["/news/feed.rss", "/news/feed.atom", "/series/the-defenders/feed.rss", "/series/the-defenders/feed.atom"]
    ids = [ids_in(feed) for feed in feeds]
    assert all(len(found) == 1 for found in ids)
    desk.record(
        second,
        announced_on="25 November 2026",
        summary="Netflix will not make a second season.",
        certainty="official",
        decision="declined",
        source=netflix,
    )
    assert "Cancelled" in text_of(SERIES)
    desk.save(article, slug="the-defenders-season-2")
    desk.act(article, "publish", material="")
    old, address = address, "/news/the-defenders-season-2/"
    moved = read(old)
    assert (moved.status_code, moved.headers["Location"]) == (301, address)
    assert [ids_in(feed) for feed in feeds] == ids
    assert prose_of(address) == prose

    # 5. A fact under embargo and its story become public in the same second, and move together.
    nine = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
    desk.record(
        second,
        announced_on="25 November 2026",
        summary="Netflix orders it after all.",
        certainty="official",
        decision="ordered",
        source=netflix,
        visibility="later",
        public_from_0="2026-11-26",
        public_from_1="09:00",
    )
    lead = StatusUpdate.objects.get(summary="Netflix orders it after all.")
    write = f"{reverse('admin:news_article_write')}?update={lead.pk}"
    desk.send(write, "token", title="The Defenders return after all")
    scoop = Article.objects.exclude(pk=article.pk).get()
    desk.save(scoop, **{"news_richtext_set-0-text": "<p>It was off, and it is on again.</p>"})
    desk.act(scoop, "publish", when="later", at_0="2026-11-26", at_1="09:00")
    desk.act(scoop, "reschedule", at_0="2026-11-26", at_1="10:00")
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
    desk.save(article, lead="Tomorrow's lead.")
    assert read(address).content == before
    desk.act(article, "publish", when="later", at_0="2026-11-27", at_1="10:00")
    assert read(address).content == before
    key = str(article.news_richtext_set.get().key)
    desk.act(article, "correct", text="A word was misspelt.", **{key: f"<p>{WORDS.replace('heros', 'heroes')}</p>"})
    assert "heroes" in prose_of(address)
    assert "A word was misspelt." in text_of(address) and "A word was misspelt." in text_of("/corrections/")
    clock.move_to(nine + DAY + HOUR - SECOND)
    assert LEAD in text_of(address)
    clock.move_to(nine + DAY + HOUR)
    assert "Tomorrow's lead." in text_of(address)
    assert "heroes" in prose_of(address) and "heros" not in text_of(address)
    desk.act(article, "publish", when="later", at_0="2026-11-28", at_1="10:00")
    desk.act(article, "withdraw", reason="The story was overtaken.")
    for moment in (nine + DAY + 2 * HOUR, nine + 3 * DAY):
        clock.move_to(moment)
        gone = read(address)
        assert gone.status_code == 410 and "The story was overtaken." in gone.text
        for page in ("/", "/news/", SERIES, SEASON, "/search/", *feeds, "/sitemap.xml"):
            text = read(page, q="defenders").text
            assert TITLE not in text, page
            # A feed that told the story says that it is gone from its address.
            assert (address in text) == (page in feeds), page
