"""What search engines are told."""

import gzip
from datetime import UTC, date, datetime, timedelta

import brotli
import pytest
import time_machine
from django.conf import settings as django_settings
from lxml import etree

from catalog.axes import Axis, Decision
from catalog.licences import licence_address
from catalog.models import AuditEntry, Series
from news.models import AnswerBox, ImageBlock
from showsite.sitemaps import sections, views
from showsite.sitemaps.sections import SECTIONS
from tests import make

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SITE = "https://shows.example"
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "video": "http://www.google.com/schemas/sitemap-video/1.1",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}
SCHEMAS = django_settings.BASE_DIR / "tests" / "schemas"


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def valid(response):
    """The tree of a sitemap, after a look whether it is one."""
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    tree = etree.fromstring(response.getvalue())
    kind = etree.QName(tree).localname
    etree.XMLSchema(etree.parse(SCHEMAS / f"{kind}.xsd")).assertValid(tree)
    return tree


def files(client):
    """The addresses in the index, without the site's."""
    locs = valid(client.get("/sitemap.xml")).findall("s:sitemap/s:loc", NAMES)
    return [loc.text.removeprefix(SITE) for loc in locs]


def urls(client, section, number=1):
    return valid(client.get(f"/sitemap-{section}-{number}.xml")).findall("s:url", NAMES)


def told(client, section, number=1):
    """The pages of a section with their lastmod, None where there is none."""
    return {
        url.findtext("s:loc", namespaces=NAMES).removeprefix(SITE): url.findtext("s:lastmod", namespaces=NAMES)
        for url in urls(client, section, number)
    }


def of_keys(section, thing):
    """The number of the file in which a thing is; with PostgreSQL keys do not begin anew for each test."""
    return SECTIONS[section].number_of(thing.pk)


def test_the_index_names_just_the_files_in_which_something_is_and_all_answer(client):
    fixed = ["/sitemap-pages-1.xml", "/sitemap-indexes-1.xml"]
    assert files(client) == fixed

    season = make.a_season(make.a_series("The Salt Road", genres=[make.a_genre()], poster=make.an_image()))
    article = make.a_published_article("A story", about=season, hero=make.an_image())
    make.a_video(season.series, poster=make.an_image())
    make.a_cast_credit(season, make.a_person("Ada Marlow"))

    hero = of_keys("news-images", article)
    names = ["news-1", "series-1", "seasons-1", "people-1", "videos-1", f"news-images-{hero}", "series-images-1"]
    names += ["genres-1", "authors-1"]
    assert files(client) == [f"/sitemap-{name}.xml" for name in names] + fixed
    for address in files(client):
        for loc in valid(client.get(address)).iterfind("s:url/s:loc", NAMES):
            page = client.get(loc.text.removeprefix(SITE))
            assert page.status_code == 200
            text = page.content.decode()
            assert f'<link rel="canonical" href="{loc.text}">' in text and "noindex" not in text
    for address in ("/sitemap-nothing-1.xml", "/sitemap-networks-1.xml", "/sitemap-news-0.xml", "/sitemap-news.xml"):
        assert client.get(address).status_code == 404


def test_a_file_holds_the_keys_of_its_range_in_batches_and_an_address_stays_in_it(client, monkeypatch):
    monkeypatch.setattr(sections, "BATCH", 2)
    monkeypatch.setattr(sections.Section, "size", 3)
    for number in range(9):
        make.a_series(f"Series {number}")
    first, *_others = keys = list(Series.objects.order_by("pk").values_list("pk", flat=True))
    Series.objects.filter(pk__in=keys[3:6]).update(published_at=None)
    by_file = {}
    for key in keys:
        by_file.setdefault((key - 1) // 3 + 1, []).append(key)
    shown = {
        number: {f"/series/series-{key - first}/" for key in those if key not in keys[3:6]}
        for number, those in by_file.items()
    }
    shown = {number: those for number, those in shown.items() if those}

    named = [address for address in files(client) if "-series-" in address]
    assert named == [f"/sitemap-series-{number}.xml" for number in shown]
    assert {number: set(told(client, "series", number)) for number in shown} == shown


def test_only_public_things_are_named(client):
    season = make.a_season(make.a_series("The Salt Road"), number=2)
    make.a_season(season.series, number=None)
    make.a_season(season.series, 0, kind="specials")
    hidden = make.a_season(make.a_series("Hidden", hidden=True))
    make.a_cast_credit(season, make.a_person("Ada Marlow"))
    make.a_cast_credit(hidden, make.a_person("Nobody"))
    make.a_published_article("A story", about=season)
    make.an_article("A draft", about=season)
    make.a_video(season.series, slug="video")
    make.remove(make.a_video(season.series, slug="gone"))

    assert set(told(client, "news")) == {"/news/a-story/"}
    assert set(told(client, "series")) == {"/series/the-salt-road/"}
    salt_road = "/series/the-salt-road"
    assert set(told(client, "seasons")) == {f"{salt_road}/{at}/" for at in ("season-2", "next-season", "specials-0")}
    assert told(client, "people") == {"/people/ada-marlow/": None}
    assert set(told(client, "videos")) == {f"{salt_road}/videos/video/"}


def on(month, day=1):
    return datetime(2026, month, day, tzinfo=UTC)


def test_a_page_was_changed_when_what_it_says_was(client):
    series = make.a_series("The Salt Road", published_at=on(1))
    season = make.a_season(series, number=2)
    make.a_season(series, number=3)
    article = make.a_published_article("A story", about=make.a_person("Ada"), at=on(2))
    video = make.a_video(series, season=season)

    def known():
        return {name: [*told(client, name).values()] for name in ("series", "seasons", "news", "videos")}

    one, two, three, four, five = (f"2026-{month:02}-01T00:00:00Z" for month in range(1, 6))
    assert known() == {"series": [one], "seasons": [one, one], "news": [two], "videos": [None]}
    make.an_update(season, on=date(2026, 3, 1), decision=Decision.ORDERED, public_from=on(3))
    assert known() == {"series": [three], "seasons": [three, one], "news": [two], "videos": [None]}
    make.a_published_article("Another", about=season, at=on(4))
    assert known() == {"series": [four], "seasons": [four, one], "news": [two, four], "videos": [None]}
    # The log is written in the course of time only.
    for thing in (video, article):
        entry = AuditEntry.about(thing, AuditEntry.Action.CHANGED)
        entry.at = on(5)
        entry.save(force_insert=True)
    assert known() == {"series": [five], "seasons": [five, one], "news": [two, four], "videos": [five]}
    article.correct(by=make.an_editor(), version=article.version, kind="typo", text="A slip.", title="A storey")
    assert known()["news"] == ["2026-11-24T12:00:00Z", four]


def test_a_story_changes_with_the_facts_that_it_shows_and_claims(client):
    season, other = (make.a_season(make.a_series(title)) for title in ("The Salt Road", "Low Water"))
    shown = make.an_article("Shown", about=make.a_person("Ada"))
    make.a_block(shown, AnswerBox, season=season)
    claimed = make.an_article("Claimed", about=other)
    claimed.claims.create(season=other, axis=Axis.DECISION, value=Decision.ORDERED)
    for article in (shown, claimed):
        article.publish(by=None, version=article.version, at=on(2), backdated=True, override="It will be so.")

    make.an_update(season, decision=Decision.ORDERED, public_from=on(3))
    make.an_update(other, decision=Decision.DECLINED, public_from=on(4))
    assert told(client, "news") == {"/news/shown/": "2026-03-01T00:00:00Z", "/news/claimed/": "2026-04-01T00:00:00Z"}


def test_what_nobody_sees_yet_moves_no_date(client):
    season = make.a_season(make.a_series("The Salt Road", published_at=on(1)), number=2)
    make.an_update(season, decision=Decision.ORDERED, public_from=NOON + make.DAY)
    season.record(on="2026", source=make.a_source(), certainty="official", summary="A draft.", decision="ordered")
    make.an_article("A draft", about=season)

    assert set(told(client, "series").values()) | set(told(client, "seasons").values()) == {"2026-01-01T00:00:00Z"}


def test_pictures_are_named_by_page_with_the_terms_that_have_an_address(client):
    season = make.a_season(make.a_series("The Salt Road", poster=make.an_image((800, 1200), licence="CC BY-SA 4.0")))
    ada = make.a_person("Ada Marlow", photo=make.an_image(rights_until=NOON + make.DAY))
    make.a_cast_credit(season, ada)
    hero, inside = make.an_image((1300, 800), licence="By contract"), make.an_image(licence="https://x.example/terms.")
    over = make.an_image(rights_until=NOON + make.DAY)
    article = make.an_article("A story", about=season, hero=hero)
    for image in (inside, inside, over):
        make.a_block(article, ImageBlock, image=image)
    article.publish(by=None, version=article.version, at=NOON - make.DAY, backdated=True)
    make.remove(over)

    def pictures(section, number=1):
        return {
            url.findtext("s:loc", namespaces=NAMES).removeprefix(SITE): [
                (
                    image.findtext("image:loc", namespaces=NAMES).removeprefix(SITE),
                    image.findtext("image:license", namespaces=NAMES),
                )
                for image in url.iterfind("image:image", NAMES)
            ]
            for url in urls(client, section, number)
        }

    poster = season.series.poster.rendition_address("poster", 640)
    free = "https://creativecommons.org/licenses/by-sa/4.0/"
    assert pictures("series-images") == {"/series/the-salt-road/": [(poster, free)]}
    found = pictures("news-images", of_keys("news-images", article))
    assert found == {
        "/news/a-story/": [
            (hero.rendition_address("wide", 1200), None),
            (inside.rendition_address("whole", 96), "https://x.example/terms"),
        ]
    }
    assert list(pictures("people-images")) == ["/people/ada-marlow/"]
    for address, _licence in [(poster, ""), *found["/news/a-story/"]]:
        assert client.get(address).status_code == 200
    with time_machine.travel(NOON + make.DAY, tick=False):
        assert client.get("/sitemap-people-images-1.xml").status_code == 404


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("CC BY 2.0", "https://creativecommons.org/licenses/by/2.0/"),
        ("Creative Commons (cc-by-nc-nd-3.0), Ada", "https://creativecommons.org/licenses/by-nc-nd/3.0/"),
        ("CC0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("see (https://x.example/a?b=c)", "https://x.example/a?b=c"),
        ("Press kit", ""),
        ("CC BY", ""),
    ],
)
def test_the_words_of_an_editor_on_the_terms_lead_to_them_where_they_can(said, address):
    assert licence_address(said) == address


def test_a_video_says_what_plays_it_and_what_is_to_be_seen_before(client):
    series = make.a_series("Salt & Road")
    facts = {"video_id": "abcdefghijk", "poster": make.an_image((1300, 800)), "published_on": date(2026, 3, 1)}
    make.a_video(series, "Teaser <1> \x0b", slug="teaser", duration=timedelta(seconds=95), kind="teaser", **facts)
    make.a_video(series, slug="no-player", poster=make.an_image(), video_id="?")
    make.a_video(series, slug="no-poster", video_id="abcdefghijk")

    first, *others = urls(client, "videos")
    (video,) = first.findall("video:video", NAMES)
    thumbnail, *said = [(etree.QName(part).localname, part.text) for part in video]
    assert client.get(thumbnail[1].removeprefix(SITE)).status_code == 200
    assert said == [
        ("title", "Teaser <1>  "),
        ("description", "Teaser about Salt & Road: Teaser <1>  ."),
        ("player_loc", "https://www.youtube-nocookie.com/embed/abcdefghijk"),
        ("duration", "95"),
        ("publication_date", "2026-03-01"),
    ]
    assert len(others) == 2 and not any(other.findall("video:video", NAMES) for other in others)


def headlines(client):
    tree = valid(client.get("/news-sitemap.xml"))
    return [title.text for title in tree.iterfind("s:url/news:news/news:title", NAMES)]


def test_the_news_are_those_of_the_last_two_days_to_the_second_and_the_newest_first(client, site, monkeypatch):
    season = make.a_season()
    old = make.a_published_article("Two & days", about=season, at=NOON - 2 * make.DAY + make.SECOND)
    make.a_published_article("Older", about=season, at=NOON - 2 * make.DAY)
    make.a_published_article("Новость", about=season, at=NOON - make.HOUR, language="ru")
    # What is only said again is no news.
    old.correct(by=make.an_editor(), version=old.version, kind="typo", text="A slip.", title="Two & days!")

    assert headlines(client) == ["Новость", "Two & days!"]
    known = client.get("/news-sitemap.xml")
    assert known["Cache-Control"] == "public, max-age=1"
    (first, second) = valid(known).findall("s:url/news:news", NAMES)
    assert [part.text for part in first.iter() if part.text] == ["Showsite", "ru", "2026-11-24T11:00:00Z", "Новость"]
    assert second.findtext("news:publication_date", namespaces=NAMES) == "2026-11-22T12:00:01Z"
    assert client.get("/news-sitemap.xml", headers={"if-none-match": known["ETag"]}).status_code == 304

    site.move_to(NOON + make.SECOND)
    assert headlines(client) == ["Новость"]
    monkeypatch.setattr(views, "MOST", 0)
    assert headlines(client) == []


def test_a_withdrawn_story_is_out_at_once(client):
    article = make.a_published_article("A story", about=make.a_season(), at=NOON - make.DAY)
    assert "/news/a-story/" in told(client, "news") and headlines(client) == ["A story"]
    article.withdraw(by=make.an_editor(), version=article.version, reason="Wrong.")

    assert client.get("/sitemap-news-1.xml").status_code == 404
    assert headlines(client) == []


def test_a_file_is_compressed_as_it_is_sent_and_always_the_same(client):
    make.a_series("The Salt Road")
    plain = client.get("/sitemap-series-1.xml")
    text = plain.getvalue()
    assert plain.streaming and "public" in plain["Cache-Control"] and "Last-Modified" not in plain
    assert plain["Vary"] == "Accept-Encoding" and not plain.cookies
    for coding, unpack in (("gzip", gzip.decompress), ("br", brotli.decompress)):
        first, second = (client.get("/sitemap-series-1.xml", headers={"accept-encoding": coding}) for _ in "ab")
        assert first["Content-Encoding"] == coding and "Content-Length" not in first
        packed = first.getvalue()
        assert unpack(packed) == text and packed == second.getvalue()
    head = client.head("/sitemap-series-1.xml")
    assert (head.status_code, head["Content-Type"], head.getvalue()) == (200, plain["Content-Type"], b"")
