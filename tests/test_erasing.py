"""Erasing an article for a court: not a word of it is left anywhere, and a tombstone stays."""

from pathlib import Path
from uuid import uuid4

import PIL.Image
import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from catalog.axes import Decision
from catalog.models import AuditEntry, Unsaved
from news.conflicts import Conflict
from news.models import Article, Erasure, ImageBlock, Revision, Share, ShareUse
from news.noting import note
from news.tokens import new_token
from tests import make
from tests.admin_pages import address, sent
from tests.test_unsaved import keep

pytestmark = pytest.mark.django_db
WORD = "quixotically"


def everything_kept():
    """Every column of every table, as text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                yield table, " ".join(map(str, row)).lower()


def tables_with(word):
    return {table for table, text in everything_kept() if word in text}


def files():
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def share(article, **fields):
    fields |= {"label": WORD, "expires_at": timezone.now() + make.DAY, "token": new_token(), "by": None}
    return Share.objects.make(article, **fields)[0]


def an_article_full_of_it(client, by):
    """Written, published, corrected, renamed and scheduled, with the word wherever words go."""
    season = make.a_season()
    update = make.an_update(season, decision=Decision.ORDERED, public_from=timezone.now() + make.DAY)
    hero, inline = make.an_image(alt=f"A {WORD} hero.", credit=WORD), make.an_image(caption=f"{WORD}!")
    article = make.an_article(
        f"{WORD.title()} renewed", about=season, lead=f"{WORD} so.", text=f"<p>It goes on {WORD}.</p>", hero=hero
    )
    make.a_block(article, ImageBlock, image=inline, caption=f"So {WORD}.")
    article.publish(by=by, version=article.version, at=timezone.now() - make.DAY, backdated=True, note=f"Note {WORD}.")
    article.correct(by=by, version=article.version, kind="typo", text=f"Not {WORD}.", lead=f"More {WORD}.")
    article.refresh_from_db()
    page = address(Article, "change", article.pk)
    sent(client, page, "title", title=f"Never {WORD}", slug=f"never-{WORD}", lead=f"Less {WORD}.")
    article.refresh_from_db()
    client.post(address(Article, "name", article.pk, article.revisions.first().number), {"name": f"The {WORD} one"})
    Unsaved.objects.keep(user=by, form=page, opened=uuid4(), counter=1, body=f"lead={WORD}", title=WORD, version=3)
    article.hand_over(by=by, version=article.version, stage="in_review", assignee=by, word=f"Is it {WORD}?")
    share(article, revision=article.revisions.first()).use()
    share(article).revoke(by=by)
    asked, _is_new = note(article, by=by, text=f"Is it {WORD}?", token=uuid4())
    note(article, by=by, text=f"Very {WORD}.", token=uuid4(), answer_to=asked)
    article.announces.add(update)
    article.publish(by=by, version=article.version, at=timezone.now() + 2 * make.HOUR)
    return article, update


def test_no_word_is_left_in_any_table_and_no_file_of_its_pictures(
    client, editor, settings, tmp_path, django_capture_on_commit_callbacks
):
    # A folder of its own: pictures of other tests may be the same, byte for byte.
    settings.MEDIA_ROOT = tmp_path
    series = make.a_series("Another", poster=make.an_image(alt="Kept."))
    before = files()
    article, update = an_article_full_of_it(client, editor)
    assert len(tables_with(WORD)) > 6 and files() > before

    with django_capture_on_commit_callbacks(execute=True):
        answer = sent(
            client,
            address(Article, "erase", article.pk),
            "confirmation",
            confirmation=f"never-{WORD}",
            reason="District court, 12 C 34/26.",
        )

    assert answer.status_code == 200 and "District court" in answer.content.decode()
    assert tables_with(WORD) == set()
    assert files() == before
    assert not Revision.objects.exists() and not Article.objects.exists()
    assert not Share.objects.exists() and not ShareUse.objects.exists()
    update.refresh_from_db()
    assert update.public_from is None
    series.poster.refresh_from_db()
    assert series.poster.removed_at is None
    entry = AuditEntry.objects.latest("pk")
    assert (entry.by, entry.model, entry.label) == (editor, "article", str(article.uuid))


def test_a_page_that_is_still_open_brings_no_word_back(client, editor):
    article, other = make.an_article("Xyzzy"), make.an_article("Another")
    pages = {each: client.get(address(Article, "change", each.pk)) for each in (article, other)}
    article.erase(by=editor, version=article.version, reason="A court.")

    answers = {each: keep(client, page, title=WORD) for each, page in pages.items()}

    assert answers[article].status_code == 410 and "is gone" in answers[article].json()["says"]
    assert answers[other].status_code == 200
    assert [kept.form for kept in Unsaved.objects.all()] == [address(Article, "change", other.pk)]


def test_readers_are_told_that_it_is_gone_and_not_what_it_was(client, editor):
    article = make.a_published_article("Xyzzy", lead="Xyzzy.")
    article.erase(by=editor, version=article.version, reason="A court.")
    client.logout()

    answer = client.get("/news/xyzzy/")

    assert answer.status_code == 410
    assert "Removed for legal reasons" in answer.content.decode()
    # The address that they asked for stands in their own link to report an error.
    assert "xyzzy" not in answer.content.decode().lower().replace("%2fnews%2fxyzzy%2f", "")
    assert "Xyzzy" not in client.get("/news/").content.decode()


def test_an_address_that_readers_never_met_says_nothing_and_stays_reserved(client, editor):
    article = make.an_article("Xyzzy")
    article.save_draft(by=editor, version=article.version)
    article.erase(by=editor, version=article.version, reason="A court.")

    assert client.get("/news/xyzzy/").status_code == 404
    assert Article.objects.free_slug("Xyzzy") == "xyzzy-2"
    again = make.an_article("Another", slug="xyzzy")
    with pytest.raises(ValidationError, match="had, this address"):
        again.save_draft(by=editor, version=again.version)


def test_its_page_in_the_admin_is_the_tombstone_with_who_when_and_why(client, editor):
    article = make.a_published_article("Xyzzy")
    article.erase(by=editor, version=article.version, reason="A court.")

    answer = client.get(address(Article, "change", article.pk), follow=True)

    assert answer.redirect_chain[-1][0] == address(Erasure, "change", Erasure.objects.get().pk)
    for word in ("A court.", editor.username):
        assert word in answer.content.decode()


def test_a_picture_that_something_else_shows_stays_with_its_words_and_files(
    client, editor, django_capture_on_commit_callbacks
):
    shared, own = make.an_image(alt="Shared."), make.an_image(alt="Own.")
    article = make.a_published_article("Xyzzy", hero=shared)
    other = make.a_published_article("Another", hero=shared)
    make.a_block(article, ImageBlock, image=own)
    own.replace_file(PIL.Image.new("RGB", (96, 64), "#123456"), by=editor)
    article.publish(by=editor, version=article.version)

    with django_capture_on_commit_callbacks(execute=True):
        article.erase(by=editor, version=article.version, reason="A court.")

    shared.refresh_from_db()
    own.refresh_from_db()
    assert shared.alt == "Shared." and shared.read_rendition(*shared.renditions("whole")[0][:2], "jpg")
    assert own.alt == "" and own.erased_at and not own.file.storage.exists(own.file.name)
    with pytest.raises(ValidationError):
        own.put_back()
    assert client.get(other.get_absolute_url()).status_code == 200


def test_erasing_is_refused_without_the_name_the_reason_and_the_version(client, editor):
    article = make.a_published_article("Xyzzy")
    page = address(Article, "erase", article.pk)

    assert (
        "neither the title nor the slug"
        in sent(client, page, "confirmation", confirmation="Another", reason="A court.").content.decode()
    )
    assert (
        "must not repeat the title"
        in sent(client, page, "confirmation", confirmation="Xyzzy", reason="XYZZY is false.").content.decode()
    )
    stale = sent(client, page, "confirmation", confirmation="Xyzzy", reason="A court.", version="1")
    assert stale.status_code == 409
    with pytest.raises(Conflict):
        article.erase(by=editor, version=article.version - 1, reason="A court.")
    assert Article.objects.filter(pk=article.pk).exists()


def test_who_may_publish_and_withdraw_may_not_erase(client, clerk):
    rights = Permission.objects.filter(content_type__app_label="news").exclude(codename="erase_article")
    clerk.user_permissions.add(*rights)
    article = make.a_published_article("Xyzzy")
    page = address(Article, "erase", article.pk)

    answer = client.post(page, {"version": article.version, "confirmation": "xyzzy", "reason": "A court."})

    assert answer.status_code == 403 and Article.objects.filter(pk=article.pk).exists()
    assert page not in client.get(address(Article, "change", article.pk)).content.decode()
