"""RSS, Atom and JSON Feed: valid by schemas and parsers of others, and saying the same whatever is put in."""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime

import feedparser
import html5lib
import PIL.Image
import pytest
import time_machine
from django.contrib.staticfiles import finders
from hypothesis import given
from hypothesis import strategies as st

from news.feeds.channels import Channel
from news.feeds.editions import Edition
from news.feeds.entries import Byline, Entry, Picture
from news.feeds.formats import write
from tests import make
from tests.feed_reading import FORMATS, TYPES, complaints, read
from tests.test_query_counts import TABLE
from tests.world import World

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
PICTURE = Picture(
    url="https://shows.example/media/0a/1200x675.jpg",
    type="image/jpeg",
    length=81234,
    width=1200,
    height=675,
    alt="A road & a town",
    credit="Meridian",
    licence="CC BY 4.0",
)
ENTRY = Entry(
    tag="tag:shows.example,2026-01-01:article/1",
    url="https://shows.example/news/one/",
    title="Соль & <Salt> 🎬",
    summary="Tom & Jerry <3",
    content='<p>It <em>goes</em> on &amp; on. <a href="https://shows.example/">Шоу</a></p>',
    published=NOON,
    updated=datetime(2026, 11, 25, 12, 30, 1, 999, tzinfo=UTC),
    bylines=(Byline("Nora Keane", "https://shows.example/authors/nora/"), Byline("Ann Other")),
    categories=("Renewal", "The Salt Road"),
    language="ru",
    rights="CC BY-SA 4.0",
    picture=PICTURE,
    source_url="https://news.example.org/1?a=b&c=d",
)
# As little as an entry can say.
BARE = replace(
    ENTRY,
    tag="tag:shows.example,2026-01-01:article/2",
    bylines=(),
    categories=(),
    language="en",
    rights="",
    picture=None,
    source_url="",
)


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://shows.example"


def an_edition(*entries, **fields):
    fields = {"changed_at": NOON, "before": "", "older": "", "language": "en"} | fields
    return Edition(channel=Channel.news(), tag="tag:shows.example,2026-01-01:feed/news", entries=entries, **fields)


@pytest.mark.parametrize("format", FORMATS)
def test_a_feed_says_all_that_an_edition_holds(format, settings):
    settings.WEBSUB_HUB = "https://hub.example/"

    feed = read(write(an_edition(ENTRY, BARE, older="a.1"), format), format)

    address = f"https://shows.example/news/feed.{format}"
    assert (feed.title, feed.page) == ("News | Showsite", "https://shows.example/news/")
    assert feed.description == "Which series come back, and when: every story in full."
    assert feed.links == {"self": address, "next": f"{address}?before=a.1", "hub": "https://hub.example/"}
    assert (feed.language, feed.rights) == ("en", "© Showsite")
    assert feed.id == ("" if format == "json" else "tag:shows.example,2026-01-01:feed/news")
    full, bare = feed.items
    assert (full.id, full.url, full.title) == (ENTRY.tag, ENTRY.url, ENTRY.title)
    assert (full.summary, full.content) == (ENTRY.summary, ENTRY.content)
    assert (full.published, full.updated) == (NOON, ENTRY.updated.replace(microsecond=0))
    assert (full.authors, full.tags) == (["Nora Keane", "Ann Other"], ["Renewal", "The Salt Road"])
    assert (full.language, full.rights, full.source) == ("ru", "CC BY-SA 4.0", ENTRY.source_url)
    assert full.enclosure == (PICTURE.url, "image/jpeg", 81234)
    assert full.picture == {
        "url": PICTURE.url,
        "type": "image/jpeg",
        "length": 81234,
        "alt": "A road & a town",
        "credit": "Meridian",
        "licence": "CC BY 4.0",
    }
    assert (bare.authors, bare.tags, bare.language) == ([], [], "en")
    assert (bare.rights, bare.source, bare.picture, bare.enclosure) == ("", "", None, False)


def test_bylines_carry_their_addresses():
    edition = an_edition(ENTRY)

    atom = feedparser.parse(write(edition, "atom"))
    item = json.loads(write(edition, "json"))["items"][0]

    assert [(each["name"], each.get("href")) for each in atom.entries[0].authors] == [
        ("Nora Keane", "https://shows.example/authors/nora/"),
        ("Ann Other", None),
    ]
    assert item["authors"] == [
        {"name": "Nora Keane", "url": "https://shows.example/authors/nora/"},
        {"name": "Ann Other"},
    ]


def test_a_parser_that_knows_media_rss_mixes_nothing_up():
    for format in ("rss", "atom"):
        (entry,) = feedparser.parse(write(an_edition(ENTRY), format)).entries
        assert entry.title == "Соль & <Salt> 🎬"
        # feedparser gives all but plain text as HTML.
        assert entry.summary in {"Tom & Jerry <3", "Tom &amp; Jerry &lt;3"}
        assert [each.value for each in entry.content] == [ENTRY.content]
        assert entry.media_content[0]["url"] == PICTURE.url
        assert entry.media_credit[0]["content"] == "Meridian"
        assert {link.rel: link.href for link in entry.links} == {
            "alternate": ENTRY.url,
            "via": ENTRY.source_url,
            "enclosure": PICTURE.url,
        }


@pytest.mark.parametrize("format", FORMATS)
def test_the_first_page_alone_names_the_hub(format, settings):
    settings.WEBSUB_HUB = "https://hub.example/"

    feed = read(write(an_edition(BARE, before="a.1"), format), format)

    assert feed.links == {"self": f"https://shows.example/news/feed.{format}?before=a.1", "next": "", "hub": ""}


@pytest.mark.parametrize("format", FORMATS)
def test_a_list_that_somebody_follows_names_no_hub(format, settings):
    settings.WEBSUB_HUB = "https://hub.example/"
    channel = replace(Channel.news(), kind="follow")

    feed = read(write(replace(an_edition(BARE), channel=channel), format), format)

    assert feed.links["hub"] == ""


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_edition_is_the_same_bytes_at_any_time(format):
    with time_machine.travel(NOON):
        before = write(an_edition(ENTRY), format)
    with time_machine.travel(datetime(2031, 1, 1, tzinfo=UTC)):
        assert write(an_edition(ENTRY), format) == before
    assert b"5.2" not in before


def test_the_icon_of_a_feed_is_there():
    written = write(an_edition(), "rss") + write(an_edition(), "atom") + write(an_edition(), "json")

    named = {name.decode() for name in re.findall(rb"https://shows.example/static/([^<\"]*)", written)}
    sizes = {}
    for name in named:
        with PIL.Image.open(finders.find(name)) as icon:
            sizes[name] = icon.size
    assert sizes == {"icon-192.png": (192, 192), "icon-512.png": (512, 512)}


ANY_TEXT = st.text(st.characters(exclude_categories=()))


@given(ANY_TEXT, ANY_TEXT, st.sampled_from(FORMATS))
def test_any_signs_make_a_valid_feed_that_says_the_rest(one, other, format):
    texts = {"title": f"T{one}", "summary": f"S{other}", "content": f"<p>{one}{other}</p>", "rights": f"R{one}"}
    entry = replace(
        ENTRY,
        **texts,
        bylines=(Byline(f"B{other}"),),
        categories=(f"C{one}",),
        picture=replace(PICTURE, alt=f"A{one}", credit=f"B{other}", licence=f"C{one}"),
    )

    (item,) = read(write(an_edition(entry), format), format).items

    told = {"title": item.title, "summary": item.summary, "content": item.content, "rights": item.rights}
    assert {name: kept(text) for name, text in told.items()} == {name: kept(text) for name, text in texts.items()}
    assert [kept(each) for each in [*item.authors, *item.tags, item.picture["alt"]]] == [
        kept(text) for text in (f"B{other}", f"C{one}", f"A{one}")
    ]


XML = re.compile("[^\t\n\r\x20-\x7e\x80-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def kept(text):
    """What XML 1.0 can hold of a text, but for DEL; spaces and line ends are all one."""
    return " ".join(XML.sub("", text).split())


HOSTILE = [
    "]]><script>alert(1)</script>",
    "<![CDATA[ not closed",
    "\"'><img src=x onerror=alert(1)>",
    "&amp;lt; &#0; &nbsp; &undefined;",
    "\u202eright to left\u202c עברית العربية",
    "Zalgo t̷̢o̵ 👩‍👩‍👧 🇷🇺 ﷽",
    "</content></entry></feed>",
    '"}],"items":[{"id":"tag:forged"}]}',
    "\ud83d half a pair, \x00 nothing, \x1b[31m red, \ufffe \uffff",
    "line\r\nline\rline\u2028line\x85line",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("format", FORMATS)
def test_hostile_words_stay_words(format, text):
    entry = replace(ENTRY, title=f"T{text}", summary=f"S{text}", content=f"C{text}", categories=(f"K{text}",))

    items = read(write(an_edition(entry, BARE), format), format).items

    assert [item.id for item in items] == [ENTRY.tag, BARE.tag]
    assert [kept(each) for each in (items[0].title, items[0].summary, items[0].content, *items[0].tags)] == [
        kept(f"{letter}{text}") for letter in "TSCK"
    ]


# What a feed must not be, as one change of a valid one.
BROKEN = {
    "rss": [
        (b"<guid isPermaLink", b"<guid isPermalink"),
        (b' length="81234"', b' length="0"'),
        (b"</item>", b"<author>Nora</author></item>"),
        (b"Tue, 24 Nov 2026 12:00:00 +0000</pubDate>", b"24.11.2026</pubDate>"),
        (b"<docs>", b"<!-- --><cloud/><docs>"),
        (b'rel="first"', b'rel="self"'),
        (b"https://shows.example/news/one/</link>", b"/news/one/</link>"),
        (b"</channel>", b"\x01</channel>"),
    ],
    "atom": [
        (b"<updated>2026-11-24T12:00:00Z</updated>", b""),
        (b"2026-11-24T12:00:00Z</published>", b"2026-11-24</published>"),
        (b"<name>Nora Keane</name>", b""),
        (b'type="html"', b'type="markdown"'),
        (b"tag:shows.example,2026-01-01:article/1", b"1"),
        (b'rel="via"', b'rel="alternate" type="text/html"'),
        (b'xml:lang="en"', b'xml:lang="?"'),
        (b"</entry>", b""),
    ],
    "json": [
        (b"version/1.1", b"version/1"),
        (b'"size_in_bytes": 81234', b'"size_in_bytes": "81234"'),
        (b"2026-11-24T12:00:00Z", b"2026-11-24"),
        (b'"content_html"', b'"content"'),
        (b'"https://shows.example/news/one/"', b'"/news/one/"'),
        (b'"name": "Nora Keane"', b'"name": ""'),
    ],
}


@pytest.mark.parametrize(("format", "old", "new"), [(name, *pair) for name, pairs in BROKEN.items() for pair in pairs])
def test_the_schemas_see_what_is_wrong(format, old, new):
    valid = write(an_edition(ENTRY, BARE), format)
    assert old in valid

    assert not complaints(valid, format)
    assert complaints(valid.replace(old, new), format)


FEEDS = sorted(name for name in TABLE if name.endswith("feed"))


@pytest.mark.django_db
def test_every_feed_of_the_site_is_valid_and_says_the_same_in_each_format(client):
    with time_machine.travel(NOON, tick=False):
        world = World()
        world.fill(2)
        make.an_update(world.season, on=date(2026, 11, 23), premiere=date(2041, 10, 9)).retract("A mistake.")
        for name in FEEDS:
            address = TABLE[name][0].format(**world.places)
            path, query = re.fullmatch(r"(.*\.)(?:rss|atom|json)(.*)", address).groups()
            told = []
            for format in FORMATS:
                response = client.get(f"{path}{format}{query}")
                assert response["Content-Type"] == f"{TYPES[format]}; charset=utf-8"
                assert complaints(response.content, format) == [], (name, format)
                told.append(read(response.content, format))
            rss, atom, feed = told
            for one, two, three in zip(rss.items, atom.items, feed.items, strict=True):
                assert one == two == three
            for item in rss.items:
                html5lib.HTMLParser(strict=True).parseFragment(item.content)
                assert not re.search(r'<[^>]*\s(?:href|src|srcset|poster|cite)="(?!https?://|mailto:)', item.content)
            assert (rss.title, rss.description, rss.page) == (atom.title, atom.description, atom.page)
            assert (rss.title, rss.description, rss.page) == (feed.title, feed.description, feed.page)
            ids = [item.id for item in rss.items]
            assert len(ids) == len(set(ids))
            assert rss.items
