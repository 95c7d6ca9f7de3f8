"""Share links: a draft for who has the link, until it ends, and for nobody else."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.axes import Decision
from catalog.models import AuditEntry, Series, StatusUpdate
from news.models import AnswerBox, Article, EditorPreferences, ImageBlock, RelatedSeriesBlock, Share, ShareUse
from news.tokens import new_token
from tests import make
from tests.admin_pages import address, filled_form

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def reader():
    """Somebody with a browser and without a login."""
    return Client(headers={"user-agent": BROWSER})


def a_draft(*args, **fields):
    article = make.an_article(*args, **fields)
    article.save_draft(by=None, version=article.version)
    return article


def a_share(article, *, revision=None, label="the press office", until=NOON + make.DAY):
    """A link, and the address that it opens."""
    token = new_token()
    share, _made = Share.objects.make(article, token=token, by=None, label=label, expires_at=until, revision=revision)
    return share, Share.address(token)


# -- what it shows --------------------------------------------------------------------------------------------------


def test_it_shows_the_draft_to_who_has_it_says_so_and_stays_out_of_every_list(reader):
    article = a_draft("Back for more", text="<p>It goes on and on.</p>")
    _share, link = a_share(article, label="the press office of Meridian")

    answer = reader.get(link)

    text = answer.content.decode()
    for words in (
        "Back for more",
        "It goes on and on.",
        "Not public",
        "the press office of Meridian",
        "2026-11-25 12:00",
    ):
        assert words in text
    assert '<meta name="robots" content="noindex' in text and 'rel="canonical"' not in text
    assert "noindex" in answer["X-Robots-Tag"] and "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer" and answer["X-Frame-Options"] == "DENY"
    assert not answer.cookies and link not in text
    assert "Disallow: /preview/" in reader.get("/robots.txt").content.decode()


def test_one_revision_stays_as_it_is_and_the_newest_draft_follows_every_save_and_nothing_that_is_not_saved(reader):
    article = a_draft("Written first")
    _fixed, fixed = a_share(article, revision=article.revisions.get())
    _newest, newest = a_share(article)

    Article.objects.filter(pk=article.pk).update(title="Half typed")
    assert "Half typed" not in reader.get(newest).content.decode()
    article.refresh_from_db()
    article.save_draft(by=None, version=article.version)

    assert "Half typed" in reader.get(newest).content.decode()
    assert "Half typed" not in (text := reader.get(fixed).content.decode()) and "Written first" in text


def test_it_shows_what_readers_would_see_were_it_published_and_changes_nothing(reader):
    season = make.a_season(make.a_series("The Hidden", hidden=True))
    update = make.an_update(season, decision=Decision.ORDERED, public_from=NOON + make.DAY)
    # Of the same series, and no part of this story.
    make.an_update(season, decision=Decision.DECLINED, public_from=NOON + make.HOUR, summary="Axed in secret.")
    other = make.a_series("Still a secret", hidden=True)
    article = make.an_article(about=season, announces=[update])
    make.a_block(article, AnswerBox)
    make.a_block(article, RelatedSeriesBlock).related.set([other])
    article.save_draft(by=None, version=article.version)
    _share, link = a_share(article)

    text = reader.get(link).content.decode()

    assert "The Hidden" in text and "Ordered" in text
    assert "Axed in secret." not in text and "Still a secret" not in text
    assert StatusUpdate.objects.get(pk=update.pk).public_from == NOON + make.DAY
    assert not Series.objects.public().exists() and season.state().decision == Decision.UNKNOWN


# -- for how long ---------------------------------------------------------------------------------------------------


def test_it_ends_by_the_clock_and_by_hand_with_a_sentence_and_without_a_word_of_the_draft(reader, clock):
    article = a_draft("Rumpelstiltskin")
    _share, link = a_share(article)
    revoked, other = a_share(article, until=NOON + 2 * make.DAY)
    revoked.revoke(by=make.an_editor())
    clock.move_to(NOON + make.DAY - make.SECOND)
    assert reader.get(link).status_code == 200
    clock.move_to(NOON + make.DAY)

    for address_, sentence in ((link, "open until 2026-11-25 12:00"), (other, "The newsroom ended it")):
        for answer in (reader.get(address_), reader.get(f"{address_}?open=1")):
            assert answer.status_code == 410 and sentence in answer.content.decode()
            assert "Rumpelstiltskin" not in answer.content.decode() and "press office" not in answer.content.decode()
            assert "no-store" in answer["Cache-Control"] and "noindex" in answer["X-Robots-Tag"]
        assert [reader.head(address_).status_code, Client().get(address_).status_code] == [410, 410]
    article.delete()
    assert reader.get(link).status_code == 410 and not ShareUse.objects.exists()


@pytest.mark.parametrize("token", ["x", "a" * 22 + "." + "b" * 43, "%00", "%ED%A0%80", "." * 300, "é"])
def test_a_token_that_is_not_ours_opens_nothing_and_asks_no_table(reader, token):
    a_share(a_draft())

    with CaptureQueriesContext(connection) as queries:
        assert reader.get(f"/preview/{token}/").status_code == 404
    assert not [query for query in queries if "news_share" in query["sql"]]


def test_only_a_digest_of_the_token_is_stored(settings):
    _share, link = a_share(a_draft())
    token = link.split("/")[2]

    assert token not in str(Share.objects.values()) and token.split(".")[0] not in str(Share.objects.values())
    settings.SECRET_KEY = "another"
    assert Client().get(link).status_code == 404


# -- how often ------------------------------------------------------------------------------------------------------


def test_openings_by_people_are_counted_each_and_their_moments_by_the_minute(reader, clock):
    share, link = a_share(a_draft())
    for seconds in (0, 1, 59, 61):
        clock.move_to(NOON + seconds * make.SECOND)
        reader.get(link)
    # Who only looks, and who draws a card of it, opens nothing.
    reader.head(link)
    for machine in (
        "Slackbot-LinkExpanding 1.0",
        "facebookexternalhit/1.1",
        "WhatsApp/2.23",
        "TelegramBot (like x)",
        "",
    ):
        text = Client(headers={"user-agent": machine}).get(link).content.decode()
        assert "The Salt Road is renewed" not in text and "press office" not in text

    share.refresh_from_db()
    assert (share.use_count, share.last_used_at) == (4, NOON + 61 * make.SECOND)
    assert [use.used_at for use in share.uses.all()] == [NOON + make.HOUR / 60, NOON]


def test_who_is_taken_for_a_machine_can_open_it_nevertheless():
    _share, link = a_share(a_draft())
    odd = Client(headers={"user-agent": "Lynx crawler edition"})

    assert 'href="?open=1"' in odd.get(link).content.decode()
    assert "The Salt Road is renewed" in odd.get(f"{link}?open=1").content.decode()
    telephone = Client(headers={"user-agent": "Mozilla/5.0 (Linux; Android 11; CUBOT X30) Chrome/140.0 Mobile"})
    assert "The Salt Road is renewed" in telephone.get(link).content.decode()


# -- its pictures ---------------------------------------------------------------------------------------------------


def pictures_on(answer):
    return sorted(
        {found.split("?")[0]: found for found in re.findall(r"/media/[^\s\",]+", answer.content.decode())}.values()
    )


def test_its_pictures_are_seen_by_its_grants_alone_and_end_with_it(reader, clock):
    hero, inline = make.an_image(alt="A hero."), make.an_image(alt="Inline.")
    article = make.an_article(hero=hero)
    make.a_block(article, ImageBlock, image=inline)
    article.save_draft(by=None, version=article.version)
    share, link = a_share(article)
    pictures = pictures_on(reader.get(link))

    assert {place.split("/")[2] for place in pictures} == {hero.address, inline.address}
    for place in pictures:
        answer = reader.get(place)
        assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
        assert reader.get(place.split("?")[0]).status_code == 404
    grant = next(place for place in pictures if hero.address in place).split("?")[1]
    another = inline.rendition_address("whole", 360)
    assert reader.get(f"{another}?{grant}").status_code == 404
    assert reader.get(f"{another}?grant=nonsense").status_code == 404
    # A moved crop is found by the old address, with the grant.
    hero.set_focal_point(10, 10)
    moved = next(place for place in pictures if place.split("/")[2][:32] == hero.address[:32])
    assert reader.get(moved, follow=True).status_code == 200
    share.revoke(by=None)
    assert {reader.get(place, follow=True).status_code for place in pictures} == {404}


def test_a_grant_of_a_picture_ends_by_itself_and_with_its_rights(reader, clock):
    hero = make.an_image(alt="A hero.")
    article = make.an_article(hero=hero)
    article.save_draft(by=None, version=article.version)
    _share, link = a_share(article, until=NOON + 30 * make.DAY)
    place = pictures_on(reader.get(link))[0]

    clock.move_to(NOON + 2 * make.DAY)
    assert reader.get(place).status_code == 404
    fresh = pictures_on(reader.get(link))[0]
    assert reader.get(fresh).status_code == 200
    type(hero).objects.filter(pk=hero.pk).update(rights_until=NOON + make.DAY)
    assert reader.get(fresh).status_code == 404


# -- in the admin ---------------------------------------------------------------------------------------------------


def shares_page(article):
    return address(Article, "shares", article.pk)


def link_on(answer):
    found = re.search(r'<input readonly value="([^"]*)"', answer.content.decode())
    return found and found[1]


def test_a_link_is_made_once_shown_once_listed_with_its_uses_and_revoked(client, editor, reader):
    article = a_draft()
    form = filled_form(client.get(shares_page(article)), "label", label="  the press office ")

    first, again = client.post(shares_page(article), form), client.post(shares_page(article), form)

    link = link_on(first)
    assert link.startswith(f"{settings.SITE_URL}/preview/") and link == link_on(again)
    share = Share.objects.get()
    assert (share.label, share.made_by, share.revision) == ("the press office", editor, article.revisions.get())
    assert share.expires_at == NOON + 7 * make.DAY
    path = link.removeprefix(settings.SITE_URL)
    assert reader.get(path).status_code == 200
    listed = client.get(shares_page(article)).content.decode()
    assert (
        link not in listed and path not in listed and "1 time, last 2026-11-24 12:00 UTC" in " ".join(listed.split())
    )
    revoke = reverse("admin:news_article_revoke", args=[article.pk, share.pk])
    for sentence in ("shows nothing any more", "was revoked already"):
        assert sentence in client.post(revoke, follow=True).content.decode()
    assert reader.get(path).status_code == 410
    share.refresh_from_db()
    assert (share.revoked_at, share.revoked_by) == (NOON, editor)
    # A form that comes again does not open the door again.
    assert client.post(shares_page(article), form).status_code == 400
    notes = [entry.note for entry in AuditEntry.objects.filter(model="article")]
    assert sorted(notes) == [f"Share link {share.pk} made.", f"Share link {share.pk} revoked."]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"label": " "}, "This field is required"),
        ({"label": "\0"}, "Null characters are not allowed"),
        ({"expires_at_0": "2026-11-24", "expires_at_1": "11:59"}, "This moment has passed"),
        ({"expires_at_0": "2027-03-01"}, "90 days"),
        ({"expires_at_0": "0001-01-01"}, "passed"),
        ({"expires_at_0": "9999-12-31", "expires_at_1": "23:59"}, "90 days"),
        ({"revision": str(10**30)}, "Select a valid choice"),
        ({"token": "made.up"}, "not one of ours"),
        ({"token": ""}, "required"),
    ],
)
def test_what_cannot_be_shared_is_told_and_what_was_typed_stays(client, editor, wrong, said):
    article = a_draft()
    form = filled_form(client.get(shares_page(article)), "label", label="My friends") | wrong

    answer = client.post(shares_page(article), form)

    assert answer.status_code == 400 and said in answer.content.decode()
    assert not Share.objects.exists() and ("label" in wrong or "My friends" in answer.content.decode())


def test_the_end_is_read_on_the_editors_clocks(client, editor):
    EditorPreferences.objects.create(user=editor, time_zone="America/New_York")
    article = a_draft()
    form = filled_form(client.get(shares_page(article)), "label", label="X")

    client.post(shares_page(article), form | {"expires_at_0": "2026-12-01", "expires_at_1": "09:00"})

    assert Share.objects.get().expires_at == datetime(2026, 12, 1, 14, tzinfo=UTC)


def test_a_token_opens_nothing_else_and_what_was_never_saved_is_not_shared():
    article, other = a_draft(), make.an_article()
    token, end = new_token(), NOON + make.DAY
    Share.objects.make(article, token=token, by=None, label="X", expires_at=end)

    for refused in ({"article": other, "token": new_token()}, {"article": a_draft(), "token": token}):
        with pytest.raises(ValidationError):
            Share.objects.make(**refused, by=None, label="X", expires_at=end)
    with pytest.raises(ValidationError, match="another article"):
        Share.objects.make(
            other, token=new_token(), by=None, label="X", expires_at=end, revision=article.revisions.get()
        )


def test_the_list_takes_as_many_queries_for_ten_times_the_links(client, editor):
    article = a_draft()

    def count():
        for number in range(2):
            share, _link = a_share(article, revision=article.revisions.first() if number else None)
            share.use()
        with CaptureQueriesContext(connection) as queries:
            client.get(shares_page(article))
        return len(queries)

    count()
    few = count()
    for _time in range(8):
        many = count()
    assert many == few
