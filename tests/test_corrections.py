"""Corrections: live at once, and never taken back by a schedule."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from news.conflicts import CorrectionClash
from news.merging import Clash, merge
from news.models import Article, Correction, PublicState, Revision, RichText
from tests import make

pytestmark = pytest.mark.django_db
TYPO, RIGHT = "<p>The seson begins in <strong>May</strong>.</p>", "<p>The season begins in <strong>May</strong>.</p>"


@pytest.fixture
def editor():
    return make.an_editor()


@pytest.fixture
def article(editor):
    """Live, with a typo in its one block of text."""
    return make.a_published_article("It is renwed", text=TYPO, by=editor)


def block(article):
    return article.news_richtext_set.get()


def set_text(article, text):
    RichText.objects.filter(parent=article).update(text=text)


def live_text(article, at=None):
    return article.revisions.live(at).get().document["blocks"][0]["text"]


def correct(article, editor, html=RIGHT, **options):
    options = {"kind": "typo", "text": "A word was misspelt.", **options}
    return article.correct(by=editor, version=article.version, changes={str(block(article).key): html}, **options)


def test_a_correction_is_live_at_once_and_in_the_working_copy(article, editor):
    correct(article, editor, title="It is renewed")

    assert live_text(article) == block(article).text == RIGHT
    assert article.revisions.live().get().title == Article.objects.get(pk=article.pk).title == "It is renewed"
    assert article.public_state() == PublicState.LIVE


def test_tomorrows_update_does_not_bring_the_typo_back(article, editor):
    tomorrow = timezone.now() + make.DAY
    set_text(article, TYPO + "<p>More tomorrow.</p>")
    article.publish(by=editor, version=article.version, at=tomorrow, until=tomorrow + make.DAY)
    correct(article, editor)

    assert live_text(article) == RIGHT
    assert live_text(article, tomorrow) == RIGHT + "<p>More tomorrow.</p>"
    assert not article.revisions.live(tomorrow + make.DAY).exists()


def test_unpublished_work_stays_unpublished_and_keeps_its_own_words(article, editor):
    set_text(article, TYPO.replace("May", "June"))
    article.save_draft(by=editor, version=article.version)
    correct(article, editor)

    assert live_text(article) == RIGHT
    assert block(article).text == RIGHT.replace("May", "June")
    assert article.public_state() == PublicState.LIVE_WITH_CHANGES


def test_a_correction_keeps_the_end_that_was_told(editor):
    ends = timezone.now() + make.DAY
    article = make.a_published_article(text=TYPO, until=ends, by=editor)
    correct(article, editor)

    assert article.revisions.live(ends - make.SECOND).exists()
    assert not article.revisions.live(ends).exists()


def test_a_clash_names_the_place_and_writes_nothing(article, editor):
    tomorrow = timezone.now() + make.DAY
    set_text(article, TYPO.replace("seson", "series"))
    article.publish(by=editor, version=article.version, at=tomorrow)
    before = list(Revision.objects.values()), block(article).text, article.version
    with pytest.raises(CorrectionClash) as clash:
        correct(article, editor, title="It is renewed")

    assert len(clash.value.places) == 2
    assert "Revision 2, scheduled" in clash.value.places[0] and "seson" in clash.value.places[0]
    assert (list(Revision.objects.values()), block(article).text, article.version) == before
    assert Article.objects.get(pk=article.pk).title == article.title == "It is renwed"
    assert not Correction.objects.exists()


def test_a_correction_wins_a_clash_when_the_editor_says_so(article, editor):
    tomorrow = timezone.now() + make.DAY
    set_text(article, TYPO.replace("seson", "series").replace("May", "June"))
    article.publish(by=editor, version=article.version, at=tomorrow)
    correct(article, editor, force=True)

    assert live_text(article, tomorrow) == RIGHT.replace("May", "June")


def test_a_block_that_tomorrows_update_has_dropped_is_no_clash(article, editor):
    tomorrow = timezone.now() + make.DAY
    key = str(block(article).key)
    block(article).delete()
    make.a_block(article, RichText, text="<p>All new.</p>")
    article.publish(by=editor, version=article.version, at=tomorrow)
    article.correct(by=editor, version=article.version, kind="typo", text="A typo.", changes={key: RIGHT})

    assert live_text(article) == RIGHT
    assert live_text(article, tomorrow) == "<p>All new.</p>"


def test_only_an_error_of_fact_counts_as_a_material_change(article, editor):
    first = article.revisions.live().get().live_from
    correct(article, editor)
    assert article.revisions.live().get().updated_at == first

    correct(article, editor, RIGHT.replace("May", "June"), kind="fact", text="It begins in June.")
    revision = article.revisions.live().get()
    assert revision.updated_at == revision.live_from > first
    assert revision.first_published_at == first


def test_a_correction_needs_words_a_change_and_something_live(article, editor):
    for options in ({"text": " "}, {}):
        with pytest.raises(ValidationError):
            article.correct(by=editor, version=article.version, **{"kind": "typo", "text": "A typo.", **options})
    with pytest.raises(ValidationError):
        article.correct(by=editor, version=article.version, kind="typo", text="A typo.", changes={"nobody": "<p></p>"})
    draft = make.an_article("A draft", text=TYPO)
    with pytest.raises(ValidationError):
        correct(draft, editor)


def test_the_ledger_shows_corrections_while_their_article_is_live(article, editor):
    correct(article, editor)
    made = Correction.objects.get()
    assert list(Correction.objects.public()) == [made]
    assert not Correction.objects.public(made.made_at - make.SECOND).exists()

    article.withdraw(by=editor, version=article.version, reason="A doubt.")
    assert not Correction.objects.public().exists()


# -- merging words -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "corrected", "other", "merged"),
    [
        ("one two three", "one TWO three", "one two three four", "one TWO three four"),
        ("one two three", "one two three", "ONE two", "ONE two"),
        ("one two three", "one TWO three", "one TWO three", "one TWO three"),
        ("<p>a b</p>", "<p>a B</p>", "<p>x</p><p>a b</p>", "<p>x</p><p>a B</p>"),
        ("", "words", "", "words"),
    ],
)
def test_changes_at_different_places_are_both_kept(base, corrected, other, merged):
    assert merge(base, corrected, other) == merged


def test_two_changes_of_one_word_clash_and_the_correction_can_win():
    with pytest.raises(Clash):
        merge("one two three", "one 2 three", "one II three")
    assert merge("one two three", "one 2 three", "one II three", force=True) == "one 2 three"


TEXTS = st.lists(st.sampled_from(["a", "b", "c", "<p>", "</p>", " "]), max_size=12).map("".join)


@given(TEXTS, TEXTS, TEXTS)
def test_a_merge_with_what_did_not_change_is_the_other_change(base, corrected, other):
    assert merge(base, corrected, base) == corrected
    assert merge(base, base, other) == other
    merge(base, corrected, other, force=True)
