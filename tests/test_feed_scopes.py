"""What each feed holds, in which order, to the end of the archive, and when it last changed."""

import json
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest
import time_machine
from django.core.checks import run_checks
from django.core.management import call_command

from catalog.axes import Certainty, Decision, Tier
from catalog.models import AuditEntry, CastCredit, Image, PremiereState, Series
from catalog.models.credits import Credit
from news.feeds.channels import Channel
from news.feeds.keys import PLACES, Key
from news.feeds.touching import touched
from news.models import Article, Author, Masthead, VideoBlock
from tests import make

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = date(2026, 11, 20)
SITE = "https://www.example.org"


@pytest.fixture(autouse=True)
def clock(settings):
    settings.SITE_URL = SITE
    with time_machine.travel(NOON - 3 * make.DAY, tick=False) as traveller:
        Masthead.write_down()
        traveller.move_to(NOON)
        yield traveller


@pytest.fixture
def season(clock):
    series = make.a_series("The Salt Road", network=make.a_network("Meridian"), genres=[make.a_genre("Drama")])
    return make.a_season(series, number=2)


def said(season, summary, *, ago=1, **how):
    """An update that became public so many hours ago."""
    return make.an_update(season, summary=summary, on=DAY, public_from=NOON - ago * make.HOUR, **how)


def items(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return json.loads(response.content)["items"]


def summaries(client, address):
    return [item["summary"] for item in items(client, address)]


def kinds(client, address):
    """What each entry is by its name for ever: "article", "update"."""
    return [item["id"].partition(":")[2].partition(":")[2].partition("/")[0] for item in items(client, address)]


# -- what is in which feed ----------------------------------------------------------------------------------------


def test_updates_are_in_the_feeds_of_all_that_they_are_about_and_in_no_other(client, season):
    said(season, "It goes on.", decision=Decision.ORDERED)
    other = make.a_season(make.a_series("Low Water", network=make.a_network("Coast"), genres=[make.a_genre("Crime")]))
    said(other, "It is over.", decision=Decision.DECLINED)
    first = make.a_season(season.series, number=1)
    ada, ben, cy = (make.a_person(name) for name in ("Ada", "Ben", "Cy"))
    make.a_cast_credit(season, ada)
    make.a_cast_credit(season, ben, kind=CastCredit.Kind.GUEST)
    make.a_cast_credit(season, cy, state=Credit.State.LEFT)
    for person in (ben, cy):
        make.a_cast_credit(first, person, kind=CastCredit.Kind.GUEST)

    assert sorted(summaries(client, "/renewals/feed.json")) == ["It goes on.", "It is over."]
    for place in ("series/the-salt-road", "series/the-salt-road/season-2", "networks/meridian", "genres/drama"):
        assert summaries(client, f"/{place}/feed.json") == ["It goes on."], place
    assert summaries(client, "/people/ada/feed.json") == ["It goes on."]
    for place in ("people/ben", "people/cy", "series/the-salt-road/season-1"):
        assert summaries(client, f"/{place}/feed.json") == [], place
    assert len(summaries(client, "/follow/feed.json?series=low-water,the-salt-road&people=ada")) == 2
    assert summaries(client, "/follow/feed.json?people=ada") == ["It goes on."]
    assert kinds(client, "/news/feed.json") == []


def test_no_feed_tells_what_is_private_hidden_found_by_an_import_or_only_a_look(client, season):
    said(season, "To come.", ago=-1)
    season.record(on=DAY, source=make.a_source(), certainty=Certainty.OFFICIAL, summary="A draft.")
    said(season, "As imported.", baseline=True)
    season.check_undecided(source=make.a_source(Tier.DESK, "Our desk"))
    said(make.a_season(make.a_series("Hidden", hidden=True)), "Hidden.")
    make.a_rumour(season, summary="They say.")

    assert summaries(client, "/renewals/feed.json") == ["They say."]
    assert "rumour" in items(client, "/renewals/feed.json")[0]["title"]
    assert summaries(client, "/renewals/feed.json?certainty=official") == []
    assert client.get("/renewals/feed.json?certainty=rumour").status_code == 404


def test_an_embargo_ends_to_the_moment(client, season, clock):
    said(season, "To come.", ago=-1, premiere=date(2027, 5, 1))
    for moment, there in ((NOON + make.HOUR - make.SECOND, 0), (NOON + make.HOUR, 1)):
        clock.move_to(moment)
        for place in ("renewals", "calendar", "series/the-salt-road"):
            assert len(items(client, f"/{place}/feed.json")) == there, (place, moment)


def test_a_retraction_is_an_entry_and_the_update_says_so(client, season, clock):
    update = said(season, "It goes on.", decision=Decision.ORDERED)
    (before,) = items(client, "/renewals/feed.json")
    update.retract("It was a joke.")
    clock.move_to(NOON + make.HOUR)

    retraction, itself = items(client, "/renewals/feed.json")

    assert retraction["id"].endswith(f":retraction/{update.uuid}")
    assert retraction["date_published"] == "2026-11-24T12:00:00Z"
    assert "It was a joke." in retraction["content_html"]
    assert itself["id"] == before["id"] and itself["id"].endswith(f":update/{update.uuid}")
    assert itself["date_published"] == before["date_published"] == "2026-11-24T11:00:00Z"
    assert itself["date_modified"] == "2026-11-24T12:00:00Z" and "It was a joke." in itself["content_html"]
    assert itself["url"].endswith(f"/series/the-salt-road/season-2/#{update.uuid}")


def test_what_is_over_stays_without_a_word_of_it(client, season, clock):
    editor, ada = make.an_editor(), make.a_person("Ada")
    withdrawn = make.a_published_article("Secret one", about=season)
    make.a_published_article("Secret two", about=season, until=NOON + make.HOUR)
    erased = make.a_published_article("Secret three", about=season, at=NOON - 2 * make.DAY)
    tags = {item["title"]: item["id"] for item in items(client, "/news/feed.json")}
    withdrawn.withdraw(by=editor, version=withdrawn.version, reason="It was wrong.")
    erased.erase(by=editor, version=erased.version, reason="A court said so.")
    clock.move_to(NOON + 2 * make.HOUR)

    over, *both = items(client, "/news/feed.json")

    assert "Secret" not in client.get("/news/feed.json").text
    assert over["id"] == tags["Secret two"] and "time is over" in over["content_html"]
    assert {each["id"] for each in both} == {tags["Secret one"], tags["Secret three"]}
    legal = next(each for each in both if each["url"] == f"{SITE}/news/")
    assert legal["date_published"] == "2026-11-22T12:00:00Z" and legal["date_modified"] == "2026-11-24T12:00:00Z"
    assert "It was wrong." in both[both[0] == legal]["content_html"]
    # Feeds that told the erased one tell that it is gone, and no other does.
    assert {item["id"] for item in items(client, "/series/the-salt-road/feed.json")} == set(tags.values())
    assert tags["Secret three"] in {item["id"] for item in items(client, "/series/the-salt-road/season-2/feed.json")}
    followed = items(client, "/follow/feed.json?series=the-salt-road")
    assert {item["id"] for item in followed} == set(tags.values())
    other = make.a_series("Another")
    assert items(client, f"/series/{other.slug}/feed.json") == []
    assert client.get(f"/people/{ada.slug}/feed.json").status_code == 404


def test_to_come_back_is_news_again(client, season, clock):
    article, editor = make.a_published_article("A story", about=season), make.an_editor()
    make.a_published_article("Another", about=season, at=NOON - make.HOUR)
    article.withdraw(by=editor, version=article.version, reason="Wrong.")
    clock.move_to(NOON + make.HOUR)
    article.publish(by=editor, version=article.version, material=False)

    first, second = items(client, "/news/feed.json")

    assert (first["title"], second["title"]) == ("A story", "Another")
    assert first["date_published"] == "2026-11-23T12:00:00Z" and first["date_modified"] == "2026-11-24T13:00:00Z"


def test_a_material_change_brings_a_story_up_and_another_one_does_not(client, season, clock):
    story, editor = make.a_published_article("A story", about=season), make.an_editor()
    make.a_published_article("Another", about=season, at=NOON - make.HOUR)
    for material, first in ((False, "Another"), (True, "A story")):
        clock.shift(make.HOUR)
        story.publish(by=editor, version=story.version, material=material)
        assert items(client, "/news/feed.json")[0]["title"] == first


def test_corrections_have_a_feed_and_end_with_their_story(client, season, clock):
    story, editor = make.a_published_article("A story", about=season), make.an_editor()
    correction = story.correct(by=editor, version=story.version, kind="fact", text="Six, not five.", lead="Six.")
    (entry,) = items(client, "/corrections/feed.json")
    assert entry["id"].endswith(f":correction/{correction.uuid}") and entry["summary"] == "Six, not five."
    clock.move_to(NOON + make.HOUR)
    story.withdraw(by=editor, version=story.version, reason="All wrong.")
    assert items(client, "/corrections/feed.json") == []


def test_an_author_has_their_stories_and_what_these_announce(client, season, clock):
    nora, update = make.an_author("Nora", slug="nora"), said(season, "It goes on.", ago=-1)
    said(season, "Not by her.")
    story = make.a_published_article("Hers", about=season, authors=[nora], announces=[update])
    make.a_published_article("Another's", about=season)
    assert sorted(each["title"].partition(":")[0] for each in items(client, "/authors/nora/feed.json")) == [
        "Hers",
        "The Salt Road, season 2",
    ]
    assert summaries(client, "/authors/nora/feed.json")[0] == "It goes on."
    clock.move_to(NOON + make.HOUR)
    story.withdraw(by=make.an_editor(), version=story.version, reason="Wrong.")
    assert client.get("/authors/nora/feed.json").status_code == 410
    make.an_author("Nobody", slug="nobody")
    assert client.get("/authors/nobody/feed.json").status_code == 404


# -- premieres ----------------------------------------------------------------------------------------------------


def test_a_date_is_told_when_it_is_set_moved_and_withdrawn(client, season, clock):
    said(season, "In spring.", ago=3, premiere="spring 2028")
    said(season, "On a day.", ago=2, premiere=date(2028, 4, 1))
    said(season, "Still that day.", ago=1.5, premiere=date(2028, 4, 1))
    off = said(season, "Off.", ago=1, premiere="TBA")
    clock.move_to(NOON + make.HOUR)
    off.retract("It was not.")

    back, withdrawn, moved, first = items(client, "/calendar/feed.json")

    assert [each["tags"][1] for each in (back, withdrawn, moved, first)] == [
        "Date set",
        "Date withdrawn",
        "Date moved",
        "Date set",
    ]
    premiere = PremiereState.objects.first().premiere
    assert first["id"].endswith(f":premiere/{premiere.uuid}/20261124T090000.000000")
    assert len({each["id"] for each in (back, withdrawn, moved, first)}) == 4
    assert "spring 2028" in moved["title"] and "1 April 2028" in moved["title"]


def test_no_premiere_is_told_that_an_import_found_or_that_is_history(client, season):
    one, two, three = (make.a_season(season.series, number=number) for number in (3, 4, 5))
    said(one, "As imported.", premiere=date(2028, 4, 1), baseline=True)
    said(two, "History.", premiere=date(2026, 10, 1))
    make.an_update(three, on=date(2026, 3, 1), summary="Entered late.", premiere=date(2028, 4, 1))
    assert items(client, "/calendar/feed.json") == []
    said(one, "Moved.", premiere=date(2028, 5, 1))
    assert summaries(client, "/calendar/feed.json") == ["Moved."]
    call_command("rebuild_status", verbosity=0)
    assert summaries(client, "/calendar/feed.json") == ["Moved."]


# -- pages --------------------------------------------------------------------------------------------------------


def walk(client, address):
    """Every entry of a feed, page by page to the end, and how many pages there are."""
    found, pages = [], 0
    while address:
        page = json.loads(client.get(address).content)
        found, pages, address = found + page["items"], pages + 1, page.get("next_url", "")
        address = address.removeprefix(SITE)
        assert pages < 20
    return found, pages


def test_pages_lead_to_the_end_and_lose_and_double_nothing(client, season):
    for number in range(24):
        said(season, f"Word {number}.", ago=1 + number % 3)
    taken_back = [said(season, f"Wrong {number}.", ago=2) for number in range(17)]
    for update in taken_back:
        update.retract("Wrong.")
    for number in range(7):
        make.a_published_article(f"Story {number}", about=season, at=NOON - make.HOUR)
    address = "/series/the-salt-road/feed.json"

    found, pages = walk(client, address)

    assert len(found) == len({each["id"] for each in found}) == 24 + 2 * 17 + 7
    # The second page ends between stories, before updates of the same moment.
    assert pages == 4
    changed = [each["date_modified"] for each in found]
    assert changed == sorted(changed, reverse=True)
    assert found == walk(client, address)[0]


def test_the_links_between_pages_are_those_of_rfc_5005(client, season):
    for number in range(21):
        said(season, f"Word {number}.", certainty=Certainty.OFFICIAL)
    atom = "{http://www.w3.org/2005/Atom}"

    def links(address):
        feed = ElementTree.fromstring(client.get(address).content)
        return {link.get("rel"): link.get("href") for link in feed.iter(f"{atom}link") if link.get("rel")}

    first = f"{SITE}/renewals/feed.atom?certainty=official"
    found = links(first.removeprefix(SITE))
    assert found["self"] == first and found["next"].startswith(f"{first}&before=2026-11-24T11%3A00%3A00Z-u")
    last = links(found["next"].removeprefix(SITE))
    assert last["self"] == found["next"] and last["first"] == first and "next" not in last


@pytest.mark.parametrize(
    "key",
    ["x", "2026-11-24T10:00:00Z-1", "2026-11-24T10:00:00Z-u01", "2026-11-24Z-u1", "-", "2026-11-24T10:00:00Z-u١"],
)
def test_a_page_behind_no_key_is_not_there(client, key):
    assert client.get("/renewals/feed.rss", {"before": key}).status_code == 404


def test_every_key_reads_as_it_is_written():
    for letter in PLACES:
        key = Key(NOON + timedelta(microseconds=7), letter, 12)
        assert Key.read(str(key)) == key


# -- when it changed ----------------------------------------------------------------------------------------------


def edited(thing, **fields):
    """Change a row as a form of the admin does: with an entry in the log."""
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.save()
    AuditEntry.objects.write(thing, AuditEntry.Action.CHANGED, by=None)


CHANGES = {
    "a source is renamed": (lambda s: edited(s.updates.first().source, publisher="Another"), "renewals"),
    "a series is renamed": (lambda s: edited(s.series, title="Another"), "news"),
    "a series is hidden": (lambda s: edited(s.series, published_at=None), "renewals"),
    "a series leaves a network": (lambda s: (s.series.networks.clear(), edited(s.series)), "networks/meridian"),
    "a summary is mended": (lambda s: s.updates.first().mend("Mended."), "series/the-salt-road"),
    "a picture is renamed": (lambda s: edited(Image.objects.first(), alt="Another"), "news"),
    "an author is renamed": (lambda s: edited(Author.objects.first(), byline="Another"), "news"),
    "a series without entries is renamed": (
        lambda s: edited(Series.objects.get(slug="quiet"), title="Loud"),
        "series/quiet",
    ),
    "an update is recorded for the past": (lambda s: said(s, "Of old.", ago=5), "renewals"),
    "a story is published as of the past": (
        lambda s: make.a_published_article("Of old", about=s, at=NOON - make.DAY),
        "news",
    ),
    "a story is erased": (lambda s: erase_first(), "series/the-salt-road"),
    "the site has another name": (lambda s: Masthead.write_down(), "renewals"),
}


def erase_first():
    article = Article.objects.get(title="A story")
    article.erase(by=make.an_editor(), version=article.version, reason="A court said so.")


@pytest.mark.parametrize("change", CHANGES)
def test_who_asks_by_date_alone_hears_of_whatever_changed(client, season, clock, settings, change):
    said(season, "It goes on.")
    make.a_series("Quiet", slug="quiet")
    make.a_published_article("A story", about=season, hero=make.an_image((160, 90), alt="A road"))
    other = make.a_season(make.a_series("Low Water", network=season.series.networks.get()))
    make.a_published_article("Another", about=other, at=NOON)
    happens, place = CHANGES[change]
    address = f"/{place}/feed.rss"
    clock.move_to(NOON + make.HOUR)
    known = client.get(address)
    if "another name" in change:
        settings.SITE_NAME = "Another"
        assert "Last-Modified" not in client.get(address)
        assert [each.id for each in run_checks(databases=["default"])] == ["news.W001"]
    happens(season)
    clock.move_to(NOON + 2 * make.HOUR)

    again = client.get(address, headers={"if-modified-since": known["Last-Modified"]})

    assert again.status_code == 200 and again.content != known.content
    assert again["Last-Modified"] == "Tue, 24 Nov 2026 13:00:00 GMT"
    assert client.get(address, headers={"if-modified-since": again["Last-Modified"]}).status_code == 304


def test_who_asks_by_date_alone_hears_when_the_rights_in_the_picture_of_a_video_end(client, season, clock):
    poster = make.an_image((160, 90), rights_until=NOON + 2 * make.HOUR)
    article = make.an_article("A story", about=season)
    make.a_block(article, VideoBlock, video=make.a_video(season.series, poster=poster))
    article.publish(by=make.an_editor(), version=article.version)
    clock.move_to(NOON + make.HOUR)
    known = client.get("/news/feed.rss")
    clock.move_to(NOON + 3 * make.HOUR)

    again = client.get("/news/feed.rss", headers={"if-modified-since": known["Last-Modified"]})

    assert again["Last-Modified"] == "Tue, 24 Nov 2026 14:00:00 GMT" and again.content != known.content


def test_what_changes_elsewhere_leaves_a_feed_as_it_was(client, season, clock):
    make.a_published_article("A story", about=season)
    said(season, "It goes on.")
    other = make.a_season(make.a_series("Low Water"))
    clock.move_to(NOON + make.HOUR)
    known = client.get("/series/the-salt-road/feed.rss")
    edited(other.series, title="High Water")
    said(other, "It is over.", ago=-1)
    make.a_published_article("Another", about=other)
    clock.move_to(NOON + 2 * make.HOUR)

    again = client.get("/series/the-salt-road/feed.rss")

    assert (again.content, again["Last-Modified"]) == (known.content, known["Last-Modified"])


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_a_compressed_feed_has_a_strong_etag_of_its_own_and_is_known_by_any(client, season, clock, encoding):
    for number in range(3):
        said(season, f"Word {number}.")
    clock.move_to(NOON + make.HOUR)
    plain = client.get("/renewals/feed.rss")
    sent = client.get("/renewals/feed.rss", headers={"accept-encoding": encoding})
    assert sent["ETag"] == f'{plain["ETag"][:-1]}-{encoding}"'
    for etag in (plain["ETag"], sent["ETag"], f'"x", W/{sent["ETag"]}'):
        known = client.get("/renewals/feed.rss", headers={"accept-encoding": encoding, "if-none-match": etag})
        assert (known.status_code, known["ETag"], known["Vary"]) == (304, sent["ETag"], "Accept-Encoding")
        assert known["Access-Control-Allow-Origin"] == "*" and known["Last-Modified"] == sent["Last-Modified"]
    other = client.get("/renewals/feed.rss", headers={"if-none-match": '"x-br"'})
    assert other.status_code == 200


def test_a_feed_names_its_hub_in_the_header(client, settings):
    settings.WEBSUB_HUB = "https://hub.example.org/"
    link = client.get("/renewals/feed.rss")["Link"]
    assert link == f'<https://hub.example.org/>; rel="hub", <{SITE}/renewals/feed.rss>; rel="self"'


# -- what an event touches ----------------------------------------------------------------------------------------


def test_an_event_touches_the_feeds_that_it_changes(client, season, django_assert_max_num_queries):
    ada, nora = make.a_person("Ada"), make.an_author("Nora")
    make.a_cast_credit(season, ada)
    update = said(season, "It goes on.", premiere=date(2028, 4, 1))
    make.a_published_article("A story", about=season, at=NOON - make.HOUR, authors=[nora], announces=[update])
    everything = [
        Channel.news(),
        Channel.updates(),
        Channel.updates(official=True),
        Channel.premieres(),
        Channel.series(season.series),
        Channel.season(season),
        Channel.person(ada),
        Channel.network(season.series.networks.get()),
        Channel.genre(season.series.genres.get()),
        Channel.author(nora),
    ]

    with django_assert_max_num_queries(20):
        assert list(touched(NOON - 2 * make.HOUR, NOON)) == everything
    assert list(touched(NOON - make.HOUR, NOON)) == []
    assert list(touched(NOON - 3 * make.HOUR, NOON - 2 * make.HOUR)) == []


def test_a_correction_touches_the_ledger_and_a_retraction_the_updates(client, season, clock):
    update, story = said(season, "It goes on."), make.a_published_article("A story", about=season)
    clock.move_to(NOON + make.HOUR)
    story.correct(by=make.an_editor(), version=story.version, kind="typo", text="A slip.", lead="Right.")
    assert {each.kind for each in touched(NOON, NOON + make.HOUR)} >= {"news", "corrections", "series", "author"}
    clock.move_to(NOON + 2 * make.HOUR)
    update.retract("Wrong.")
    kinds = {each.kind for each in touched(NOON + make.HOUR, NOON + 2 * make.HOUR)}
    assert kinds == {"updates", "official", "series", "season", "network", "genre"}
