"""Social cards: each at the address of its facts, and never of any that are not public."""

import re
from datetime import UTC, datetime
from html import unescape
from io import BytesIO
from uuid import uuid4

import PIL.Image
import pytest
import time_machine
from django.core.files.storage import FileSystemStorage
from django.urls import reverse

from catalog.axes import Decision
from catalog.models import Series
from catalog.templatetags.marks import DECISIONS, LABELS
from news.models import Share
from news.tokens import new_token
from showsite.cards import drawing, keeping, lettering
from showsite.cards.facts import Card
from tests import make

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def season(db):
    series = make.a_series("The Salt Road", poster=make.an_image((640, 960), color=(220, 20, 20)))
    season = make.a_season(series, number=2)
    make.an_update(season, decision=Decision.ORDERED, premiere="spring 2027")
    return season


def head(client, thing):
    """What the head of a page says in `property`s, each once."""
    html = client.get(thing.get_absolute_url()).content.decode()
    found = re.findall(r'<meta property="([a-z:_]+)" content="([^"]*)">', html)
    assert len(dict(found)) == len(found)
    return {name: unescape(value) for name, value in found}


def card_at(client, thing):
    return head(client, thing)["og:image"].removeprefix("http://127.0.0.1:8000")


def opened(response):
    assert response.status_code == 200
    return PIL.Image.open(BytesIO(response.content))


def kept(media):
    return [path for path in (media / "cards").rglob("*") if path.is_file()]


def test_the_head_of_a_page_names_its_card_and_what_stands_on_it(client, season):
    article = make.a_published_article("Back to the salt", about=season, lead="It goes on.", kind="renewal")
    person = make.a_person("Ada Marlow")
    make.a_cast_credit(season, person)
    expected = [
        (
            season,
            "video.tv_show",
            "The Salt Road, season 2: renewed",
            "Season 2. The Salt Road. Renewed. Spring 2027.",
        ),
        (season.series, "video.tv_show", "The Salt Road: returning", "The Salt Road. Returning. Spring 2027."),
        (person, "profile", "Ada Marlow", "Ada Marlow."),
        (
            article.revisions.get(),
            "article",
            "Back to the salt",
            "Renewal, 23 November 2026. Back to the salt. Renewed. Spring 2027.",
        ),
    ]
    for thing, kind, title, alt in expected:
        said = head(client, thing)
        assert (said["og:type"], said["og:title"], said["og:image:alt"]) == (kind, title, f"{alt} Showsite")
        assert said["og:url"] == f"http://127.0.0.1:8000{thing.get_absolute_url()}"
        picture = opened(client.get(card_at(client, thing)))
        assert (picture.format, picture.size) == ("JPEG", (1200, 630))
        assert picture.size == (int(said["og:image:width"]), int(said["og:image:height"]))
    assert said["article:published_time"] == said["article:modified_time"] == "2026-11-23T12:00:00+00:00"
    assert head(client, season)["og:description"] == "Renewed on 1 March 2026; returns in spring 2027."
    assert b'<meta name="twitter:card" content="summary_large_image">' in client.get("/people/ada-marlow/").content


def test_a_card_is_drawn_once_and_kept_by_caches_for_ever(client, season, media, monkeypatch):
    address = card_at(client, season)
    first = client.get(address)
    assert first["Cache-Control"] == "public, max-age=31536000, immutable"
    assert first["Content-Type"] == "image/jpeg" and "Cookie" not in first.get("Vary", "")
    # The poster stands on it, at the right.
    assert opened(first).getpixel((1000, 300))[0] > 200 > 60 > opened(first).getpixel((1000, 300))[1]

    monkeypatch.setattr(keeping, "draw", None)
    again = client.get(address)
    assert again.content == first.content
    unchanged = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert unchanged["Cache-Control"] == first["Cache-Control"]
    assert len(kept(media)) == 1


def test_new_facts_have_a_new_address_and_the_old_one_leads_there(client, season, media):
    seen = [card_at(client, season)]
    client.get(seen[0])
    changes = [
        lambda: make.an_update(season, decision=Decision.DECLINED, on=datetime(2026, 11, 1).date()),
        lambda: Series.objects.update(title="Salt"),
        lambda: season.series.poster.set_focal_point(9, 9),
        lambda: make.remove(season.series.poster),
    ]
    for change in changes:
        change()
        present = card_at(client, season)
        assert present not in seen
        seen.append(present)
        for old in seen[:-1]:
            answer = client.get(old)
            assert (answer.status_code, answer["Location"]) == (302, present)
            assert answer["Cache-Control"] == "public, max-age=0"
        opened(client.get(present))
        # What it takes the place of is not kept.
        assert [path.name for path in kept(media)] == [present.rpartition("/")[2]]


def test_an_address_that_the_site_never_made_is_not_found_and_asks_for_nothing(
    client, season, django_assert_num_queries
):
    address = card_at(client, season)
    start, _slash, digits = address.removesuffix(".jpg").rpartition("/")
    forged = [
        f"{start}/{'0' * 32}.jpg",
        f"{start}/{digits[:16]}{'0' * 16}.jpg",
        f"{start}/{digits[16:]}{digits[:16]}.jpg",
        address.replace("/season/", "/series/"),
        re.sub("[0-9a-f]{12}/", f"{uuid4().hex[:12]}/", address),
        address.upper().replace("/CARDS/SEASON", "/cards/season").replace(".JPG", ".jpg"),
        address.replace(".jpg", ".png"),
        f"{start}/{digits}0.jpg",
        address.replace("/season/", "/secret/"),
        address.replace("/season/", "/site/"),
    ]
    for each in forged:
        assert each != address
        # That of the cache's sake is the only one.
        with django_assert_num_queries(1):
            assert client.get(each).status_code == 404, each


def test_addresses_outlive_a_new_secret_as_long_as_the_old_one_is_named(client, season, settings):
    old = card_at(client, season)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    assert client.get(old)["Location"] == card_at(client, season)
    settings.SECRET_KEY_FALLBACKS = []
    assert client.get(old).status_code == 404


def test_what_is_gone_takes_its_card_along(client, season, clock):
    article = make.a_published_article("Back", about=season, until=NOON + make.HOUR)
    person, other = make.a_person("Ada"), make.a_person("Ida")
    for each in (person, other):
        make.a_cast_credit(season, each)
    cards = {
        thing: card_at(client, thing) for thing in (article.revisions.get(), person, other, season, season.series)
    }

    clock.shift(make.HOUR - make.SECOND)
    opened(client.get(cards[article.revisions.get()]))
    clock.shift(make.SECOND)
    assert client.get(cards[article.revisions.get()]).status_code == 410
    other.merge_into(person)
    assert client.get(cards[other])["Location"] == cards[person]
    make.remove(person)
    assert client.get(cards[person]).status_code == client.get(cards[other]).status_code == 410
    make.remove(season.series)
    assert client.get(cards[season]).status_code == client.get(cards[season.series]).status_code == 410


def test_an_embargoed_fact_is_on_no_card_a_second_before(client, season, clock):
    article = make.a_published_article("Is it over?", about=season)
    things = (season, season.series, article.revisions.get())
    before = [card_at(client, thing) for thing in things]
    make.an_update(season, decision=Decision.DECLINED, public_from=NOON + make.HOUR, on=NOON.date())
    hidden = make.a_series("Hidden", hidden=True)

    clock.shift(make.HOUR - make.SECOND)
    assert [card_at(client, thing) for thing in things] == before
    clock.shift(make.SECOND)
    after = [card_at(client, thing) for thing in things]
    assert not set(before) & set(after)
    # What is to come is found by nobody, even with an address that the newsroom saw.
    clock.shift(-make.SECOND)
    assert [client.get(each)["Location"] for each in after] == before
    secret = Card("series", hidden.uuid, "Hidden", site="Showsite").address
    assert client.get(secret).status_code == 410


def test_a_picture_leaves_the_card_in_the_moment_in_which_its_rights_end(client, season, clock):
    poster = season.series.poster
    poster.rights_until = NOON + make.HOUR
    poster.save()
    shown = card_at(client, season)
    answer = client.get(shown)
    assert answer["Cache-Control"] == "public, max-age=3600, immutable"
    clock.shift(make.HOUR - make.SECOND)
    assert client.get(shown).content == answer.content
    clock.shift(make.SECOND)
    bare = client.get(shown)["Location"]
    assert bare == card_at(client, season)
    assert client.get(bare).content != answer.content


def test_a_draft_has_no_card(client, season):
    article = make.an_article("Rumpelstiltskin", about=season)
    article.save_draft(by=None, version=article.version)
    token = new_token()
    Share.objects.make(article, token=token, by=None, label="A friend", expires_at=NOON + make.DAY)
    assert b"og:" not in client.get(Share.address(token) + "?open=1").content
    client.force_login(make.an_editor())
    assert b"og:" not in client.get(reverse("admin:news_article_preview", args=[article.pk])).content
    assert client.get(Card("article", article.uuid, article.title).address).status_code == 410


def test_after_an_erasure_no_card_is_left(client, season, media, django_capture_on_commit_callbacks):
    article = make.a_published_article("Back", about=season)
    for thing in (season, article.revisions.get()):
        client.get(card_at(client, thing))
    address = card_at(client, article.revisions.get())
    assert len(kept(media)) == 2
    with django_capture_on_commit_callbacks(execute=True):
        article.erase(by=make.an_editor(), version=article.version, reason="By a court.")
    assert kept(media) == []
    assert client.get(address).status_code == 410
    opened(client.get(card_at(client, season)))


def test_a_card_is_shown_whatever_befalls_its_files(client, season, media, monkeypatch):
    def refuse(self, name, content):
        raise OSError("No space left on device")

    address, poster = card_at(client, season), season.series.poster
    # As found while another process is still writing it.
    whole = client.get(address).content
    kept(media)[0].write_bytes(whole[:999])
    assert client.get(address).content == whole
    assert kept(media)[0].read_bytes() == whole

    keeping.throw_away()
    monkeypatch.setattr(FileSystemStorage, "_save", refuse)
    assert client.get(address).content == whole
    for path in (media / "renditions" / poster.address[:2] / poster.address).iterdir():
        path.write_bytes(b"no picture")
    assert opened(client.get(address)).size == (1200, 630)


# Lettering and drawing

HOSTILE = [
    "",
    " ",
    "\x00\x1b[31m\n\t",
    "\u202eevil \u2066desrever\u2069",
    "דער זאלץ וועג",
    "مسلسل الطريق المالح",
    "進撃の巨人",
    "🎬🔥👩‍👩‍👧‍👦",
    "W" * 300,
    "Schifffahrt" * 27,
    "A long title that goes on " * 12,
    "Z" + "\u0336\u0327" * 40 + "algo",
    "\ud7ff\ue000\U0010ffff\ufeff",
    "<svg onload=alert(1)>&amp;",
]


@pytest.mark.parametrize("title", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("bidi", [True, False])
def test_any_title_is_set_within_its_box_without_an_empty_square(title, bidi, monkeypatch):
    monkeypatch.setattr(lettering, "turns_lines", lambda: bidi)
    lettering._has.cache_clear()
    setting = lettering.fitted(title, lettering.FACE, 668, range(92, 27, -4), height=300)
    assert setting.height <= 300
    for line in setting.lines:
        assert setting.font.getlength(line) <= 668
        assert all(lettering._has(lettering.FACE, letter) for letter in line)
        assert not re.search("[\x00-\x1f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", line)
    card = Card("article", uuid4(), title, kicker=title, word=title, tone="go", mark="m-go", date=title, site=title)
    assert PIL.Image.open(BytesIO(drawing.draw(card, None))).size == drawing.SIZE
    logo = drawing.draw(Card("logo", uuid4(), title), None)
    assert PIL.Image.open(BytesIO(logo)).size == (drawing.SIDE, drawing.SIDE)
    lettering._has.cache_clear()


def test_letters_that_no_font_has_are_written_in_latin_ones_and_signs_are_left_out(settings):
    assert lettering.settable("Ёлки и Ελλάς 🎄!", lettering.FACE)[0] == "Ёлки и Ελλάς !"
    assert lettering.settable("進撃", lettering.FACE) == ("JinJi", lettering.FACE)
    # One font of the site's own for all that the other lacks.
    settings.CARD_FONT = lettering.LABELS
    assert lettering.settable("₿ 1", lettering.LABELS)[1] == lettering.LABELS
    only = next(
        chr(code)
        for code in range(0x1E00, 0x2200)
        if lettering._has(lettering.LABELS, chr(code)) and not lettering._has(lettering.FACE, chr(code))
    )
    assert lettering.settable(f"A {only}", lettering.FACE) == (f"A {only}", lettering.LABELS)


def test_every_decision_and_label_has_a_mark_of_its_own():
    marks = {*DECISIONS.values(), *LABELS.values()}
    drawn = {
        drawing.draw(Card("season", uuid4(), "x", word="Word", tone=tone, mark=mark, is_answer=True), None)
        for tone, mark in marks
    }
    assert len(drawn) == len(marks) > 7
