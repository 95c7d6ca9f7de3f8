"""Any two versions of an article compared, and its history: named, paged, restored."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.axes import Axis, Decision
from news import models
from news.comparing import compare, in_one_row, of_article, of_revision
from news.drawing import drawn
from news.models import Article, Revision
from tests import make
from tests.admin_pages import address, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = make.an_editor()
    client.force_login(user)
    return user


def saved(article, editor, note=""):
    article.refresh_from_db()
    return article.save_draft(by=editor, version=article.version, note=note)


def shown(lines):
    """Lines as text: [-went-], {+came+}, and tags in angle brackets."""
    frames = {"same": "%s", "removed": "[-%s-]", "added": "{+%s+}"}
    return ["".join(frames[s.kind] % (f"<{s.text}>" if s.mark else s.text) for s in line) for line in lines]


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        ("<p>It goes on.</p>", "<p>It goes far.</p>", ["It goes [-on.-]{+far.+}"]),
        ("<p>One.</p><p>Two.</p>", "<p>One.</p>", ["One.", "[-<¶>-][-Two.-]"]),
        ("<p>A word.</p>", "<p>A <strong>word</strong>.</p>", ["A [-word.-]{+<bold>+}{+word+}{+<end of bold>+}{+.+}"]),
        (
            '<p><a href="/series/a/">Ada</a></p>',
            '<p><a href="/series/b/">Ada</a></p>',
            ["[-<link to /series/a/>-]{+<link to /series/b/>+}Ada"],
        ),
        ("<p>Fish &amp; chips</p>", "<p>Fish &amp; &lt;peas&gt;</p>", ["Fish & [-chips-]{+<peas>+}"]),
    ],
)
def test_rich_text_is_compared_by_words_and_its_tags_are_words_too(before, after, lines):
    assert shown(drawn(before, after, html=True)) == lines


def test_plain_words_that_look_like_a_tag_stay_words():
    assert shown(drawn("Is <b> a tag?", "Is <i> a tag?")) == ["Is [-<b>-]{+<i>+} a tag?"]


def test_each_change_of_an_article_is_told(editor):
    season, network = make.a_season(), make.a_network("Halcyon")
    article = make.an_article(about=season, text="<p>It goes on.</p>")
    gone = make.a_block(article, models.RichText, text="<p>A last word.</p>")
    box = make.a_block(article, models.CastBlock, limit=10)
    first = saved(article, editor)

    Article.objects.filter(pk=article.pk).update(title="The Salt Road goes on", hero=make.an_image(alt="A road"))
    article.author_rows.create(author=make.an_author("Ivo Marsh"), order=5)
    article.subjects.create(person=make.a_person("Ada Marlow"))
    article.announces.add(make.an_update(season, decision=Decision.ORDERED, summary="It was ordered."))
    article.claims.create(season=season, axis=Axis.COMMISSIONER, network=network)
    article.news_richtext_set.exclude(pk=gone.pk).update(text="<p>It goes far.</p>")
    models.CastBlock.objects.filter(pk=box.pk).update(limit=5)
    gone.delete()
    new = make.a_block(article, models.AnswerBox, heading="Will it return?")
    second = saved(article, editor)
    told = compare(of_revision(first), of_revision(second))

    heads = {change.name: shown(change.lines) for change in told.heads}
    assert heads["title"] == ["The Salt Road [-is renewed-]{+goes on+}"]
    assert heads["authors"] == ["Nora Keane", "{+Ivo Marsh+}"]
    assert heads["subjects"] == ["{+Ada Marlow+}"]
    assert heads["announces"] == ["{+It was ordered.+}"]
    assert set(heads) == {"title", "hero", "authors", "subjects", "announces"}
    assert [shown(change.lines) for change in told.claims] == [["{+Halcyon+}"]]
    states = {block.key: block.state for block in told.blocks}
    assert states[str(gone.key)] == "removed"
    assert states[str(new.key)] == "added"
    changed = {block.key: shown(block.changes[0].lines) for block in told.blocks if block.state == "changed"}
    assert changed[str(box.key)] == ["[-10-]{+5+}"]
    assert ["It goes [-on.-]{+far.+}"] in changed.values()


def test_a_block_that_only_moved_is_said_to_have_moved(editor):
    article = make.an_article(text="<p>One.</p>")
    blocks = [make.a_block(article, models.RichText, text=f"<p>{word}</p>") for word in ("Two.", "Three.", "Four.")]
    first = saved(article, editor)
    models.RichText.objects.filter(pk=blocks[-1].pk).update(ordering=-5)

    told = compare(of_revision(first), of_article(article))

    assert [(block.title, block.was, block.now) for block in told.blocks if block.state == "moved"] == [
        ("Four.", 4, 1)
    ]
    assert not [block for block in told.blocks if block.changes]


def test_what_went_stands_where_it_stood():
    assert in_one_row(["a", "b", "c"], ["a", "c", "d"]) == ["a", "b", "c", "d"]


def test_the_page_compares_any_two_and_asks_no_more_of_a_long_article(client, editor):
    season = make.a_season()
    article = make.an_article(about=season)
    counts = []
    for rows in (2, 12):
        saved(article, editor)
        for number in range(rows):
            make.a_block(article, models.QuoteBlock, quote=make.a_quote(season, text=f"Words {number}"))
            make.a_block(article, models.CastBlock, series=make.a_series(f"Series {rows}{number}"))
        saved(article, editor)
        page = reverse("admin:news_article_compare", args=[article.pk])
        numbers = list(article.revisions.values_list("number", flat=True)[:2])
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = client.get(page, {"from": numbers[1], "to": numbers[0]})
        counts.append(len(queries))
        assert response.status_code == 200
        assert response.content.decode().count("news-block-added") == 2 * rows
    assert counts[0] == counts[1]


@pytest.mark.parametrize("query", ["", "from=1&to=99", "from=x&to=working", "from=1%00&to=1", f"from={9**40}&to=1"])
def test_what_cannot_be_compared_is_not_found(client, editor, query):
    article = make.an_article()
    saved(article, editor)

    assert client.get(f"{reverse('admin:news_article_compare', args=[article.pk])}?{query}").status_code == 404


def test_a_note_for_the_newsroom_stands_beside_the_save(client, editor):
    article = make.an_article()
    sent(client, address(Article, "change", article.pk), "version", internal_note="Checked with the network")

    assert article.revisions.first().internal_note == "Checked with the network"
    assert "Checked with the network" in client.get(address(Article, "history", article.pk)).content.decode()


def test_a_revision_is_named_once_in_its_article_and_says_what_it_said(client, editor):
    article = make.an_article()
    revisions = [saved(article, editor), saved(article, editor)]
    names = [reverse("admin:news_article_name", args=[article.pk, each.number]) for each in revisions]

    client.post(names[0], {"name": " As sent to the lawyer "})
    refused = client.post(names[1], {"name": "As sent to the lawyer"}, follow=True)

    assert [each.name for each in article.revisions.order_by("number")] == ["As sent to the lawyer", ""]
    assert "Another revision of this article has that name." in refused.content.decode()
    assert Revision.objects.get(pk=revisions[0].pk).digest == revisions[0].digest
    assert client.get(names[0]).status_code == 405
    client.post(names[0], {"name": ""})
    assert not article.revisions.exclude(name="").exists()


def test_hundreds_of_revisions_are_paged_and_each_leads_to_its_restoring(client, editor):
    article = make.an_article()
    for _number in range(52):
        saved(article, editor)
    history = address(Article, "history", article.pk)
    first, second = (client.get(history, {"revisions": number}).content.decode() for number in (1, 2))

    assert re.findall(r'id="revision-(\d+)"', second) == ["2", "1"]
    assert len(re.findall(r'id="revision-(\d+)"', first)) == 50
    oldest = article.revisions.get(number=1)
    restore = f"{reverse('admin:news_article_restore', args=[article.pk])}?revision={oldest.pk}"
    preview = client.get(reverse("admin:news_article_preview", args=[article.pk, 1])).content.decode()
    assert restore in second
    assert restore in preview


def test_a_correction_keeps_the_working_copy_it_left_behind(editor):
    article = make.a_published_article(by=editor, text="<p>It gose on.</p>")
    article.refresh_from_db()
    article.news_richtext_set.update(text="<p>It gose on. And on.</p>")
    saved(article, editor)
    article.refresh_from_db()
    key = str(article.news_richtext_set.get().key)
    article.correct(
        by=editor, version=article.version, kind="typo", text="A typo.", changes={key: "<p>It goes on.</p>"}
    )
    article.refresh_from_db()

    base = article.revisions.at_version(article.version)

    assert base.document["blocks"][0]["text"] == "<p>It goes on. And on.</p>"
    assert not compare(of_revision(base), of_article(article))
