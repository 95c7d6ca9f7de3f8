"""Checks before publishing: what stands in the way of an article, and what somebody may answer for."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.axes import Decision
from catalog.models import Image, Quote, Series, StatusUpdate
from news.checks import Level, checks, of_level, pixels
from news.models import AnswerBox, Article, CastBlock, ImageBlock, QuoteBlock, RichText
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return make.a_season(make.a_series("The Long Field"), number=2)


def codes(article, level=Level.BLOCKING, **window):
    return {check.code for check in of_level(checks(article, **window), level)}


def publish(article, by=None, **options):
    return article.publish(by=by, version=article.version, **options)


def test_nothing_stands_in_the_way_of_an_ordinary_article(season):
    article = make.an_article(about=season, hero=make.an_image())
    assert codes(article) == codes(article, Level.DOUBT) == codes(article, Level.ADVICE) == set()


def test_each_obstacle_is_named_with_its_place_and_no_way_in_gets_around_it(client, editor, season):
    article = make.an_article(about=season, authors=[], text="<p> &nbsp; </p>", hero=make.an_image(credit=""))
    article.subjects.all().delete()
    make.a_block(article, QuoteBlock, quote=make.a_quote(season, source=None))
    make.a_block(article, ImageBlock, image=make.an_image(alt=""))
    make.a_block(article, ImageBlock, image=make.an_image(rights_until=timezone.now()))
    make.a_block(article, RichText, text='<p>See <a href="/series/no-such/">this</a>.</p>')
    obstacles = {
        "no_author",
        "no_subject",
        "no_credit",
        "no_alt",
        "rights_ended",
        "no_source",
        "dead_link",
        "empty_block",
    }

    found = checks(article)
    assert codes(article) == obstacles
    assert all(client.get(check.place.partition("#")[0]).status_code == 200 for check in found)

    for options in ({}, {"at": timezone.now() + make.DAY}, {"backdated": True, "at": timezone.now() - make.DAY}):
        with pytest.raises(ValidationError) as refusal:
            publish(article, override="I say so.", **options)
        assert {error.code for error in refusal.value.error_list} == obstacles
    assert not article.revisions.exists()


def test_a_decorative_picture_needs_no_words_but_a_credit(season):
    article = make.an_article(about=season, hero=make.an_image(decorative=True))
    assert codes(article) == set()
    Image.objects.update(credit="")
    article.hero.refresh_from_db()
    assert codes(article) == {"no_credit"}


def test_rights_are_looked_at_when_it_goes_live_and_until_it_goes(season):
    now = timezone.now()
    article = make.an_article(about=season, hero=make.an_image(rights_until=now + 2 * make.DAY))
    assert codes(article) == set() and codes(article, Level.ADVICE) == {"rights_end"}
    assert codes(article, until=now + 2 * make.DAY) == set()
    assert codes(article, until=now + 2 * make.DAY + make.SECOND) == {"rights_end"}
    assert codes(article, at=now + 2 * make.DAY - make.SECOND) == set()
    assert codes(article, at=now + 2 * make.DAY) == {"rights_ended"}


@pytest.mark.parametrize(
    ("address", "is_dead"),
    [
        ("/series/the-long-field/", False),
        ("/series/the-long-field/season-2/#cast", False),
        ("/series/the-long-field/season-3/", True),
        ("/series/the-field/", False),
        ("/series/the-field/season-2/", False),
        ("/series/hidden/", True),
        ("/people/ada-marlow/", False),
        ("/people/nobody/", True),
        ("/news/live/", False),
        ("/news/draft/", True),
        ("/news/itself/#part", False),
        ("http://127.0.0.1:8000/news/draft/", True),
        ("http://127.0.0.1:99999999/", False),
        ("http://[/", False),
        ("https://example.org/series/no-such/", False),
        ("mailto:desk@example.org", False),
        ("/admin/", True),
        ("/news/", False),
        ("../draft/", True),
        ("/media/none", True),
    ],
)
def test_a_link_is_dead_when_readers_would_find_nothing(season, address, is_dead):
    season.series.readdress("the-field")
    season.series.readdress("the-long-field")
    make.a_series("Hidden", slug="hidden", hidden=True)
    make.a_person("Ada Marlow")
    make.a_published_article(slug="live")
    make.an_article(slug="draft")
    article = make.an_article(about=season, slug="itself", text=f"<p><a class=x href='{address}'>x</a></p>")
    assert codes(article) == ({"dead_link"} if is_dead else set())


def test_a_hidden_subject_is_published_with_the_article_or_stands_in_its_way():
    series = make.a_series("Hidden", hidden=True)
    article = make.an_article(about=make.a_season(series))
    tomorrow = timezone.now() + make.DAY
    with pytest.raises(ValidationError, match="Publish “Hidden” too"):
        publish(article, at=tomorrow)

    publish(article, at=tomorrow, publish_subjects=True)
    assert not Series.objects.public(tomorrow - make.SECOND).contains(series)
    assert Series.objects.public(tomorrow).contains(series)


def test_a_hidden_subject_stays_hidden_when_something_else_stands_in_the_way():
    series = make.a_series("Hidden", hidden=True)
    article = make.an_article(about=make.a_season(series), authors=[])
    with pytest.raises(ValidationError):
        publish(article, publish_subjects=True)
    assert Series.objects.get(pk=series.pk).published_at is None


def test_a_claim_against_what_is_known_needs_a_reason_of_a_chief_editor_which_is_kept(season):
    article = make.an_article(about=season)
    article.claims.create(season=season, axis="decision", value="ordered")
    editor = make.a_user()
    with pytest.raises(ValidationError) as refusal:
        publish(article, editor)
    assert {error.code for error in refusal.value.error_list} == {"contradicts", "no_override"}
    with pytest.raises(ValidationError) as refusal:
        publish(article, editor, override="The network told us.")
    assert {error.code for error in refusal.value.error_list} == {"may_not_override"}

    editor.user_permissions.add(Permission.objects.get(codename="override_article"))
    editor = type(editor).objects.get(pk=editor.pk)
    revision = publish(article, editor, override="The network told us.")
    assert revision.publication.override_reason == "The network told us."
    assert "Decision" in revision.publication.overridden[0] or "decision" in revision.publication.overridden[0]


def test_a_claim_is_compared_with_what_will_be_known_when_it_goes_live(season):
    tomorrow = timezone.now() + make.DAY
    update = make.an_update(season, decision=Decision.ORDERED, public_from=tomorrow + make.DAY)
    article = make.an_article(about=season)
    article.claims.create(season=season, axis="decision", value="ordered")
    with pytest.raises(ValidationError):
        publish(article, at=tomorrow)

    article.announces.add(update)
    assert publish(article, at=tomorrow).publication.overridden == []
    assert StatusUpdate.objects.get(pk=update.pk).public_from == tomorrow


def test_advice_keeps_nothing_from_readers(season):
    long = " ".join(["word"] * 31)
    article = make.an_article("W" * 80, about=season, lead="", text=f"<p>{long}. Short.</p>")
    make.a_block(article, CastBlock)
    assert codes(article, Level.ADVICE) == {
        "long_title",
        "long_for_card",
        "no_lead",
        "no_hero",
        "long_sentence",
        "nothing_yet",
    }
    assert publish(article).is_live()


def test_a_headline_is_measured_in_letters_and_in_width():
    assert pixels("i" * 60) < 600 < pixels("W" * 60)


def test_checks_cost_as_many_queries_for_many_blocks_as_for_few(season):
    article = make.an_article(about=season, text="")

    def fill(number):
        for _place in range(number):
            make.a_block(article, QuoteBlock, quote=make.a_quote(season))
            make.a_block(article, ImageBlock, image=make.an_image())
            make.a_block(article, AnswerBox, season=season)
            series = make.a_series()
            link = f'<a href="{series.get_absolute_url()}">s</a> <a href="{make.a_person().get_absolute_url()}">p</a>'
            make.a_block(article, RichText, text=f"<p>{link}</p>")
            article.subjects.create(series=series)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            checks(Article.objects.get(pk=article.pk))
        return len(queries)

    fill(1)
    few = cost()
    fill(5)
    assert cost() == few
    assert Quote.objects.count() == 6


def test_the_dialog_lists_what_is_found_by_weight_with_a_way_there(client, editor, season):
    article = make.an_article(about=season, authors=[])
    article.claims.create(season=season, axis="decision", value="ordered")
    text = client.get(f"/admin/news/article/{article.pk}/publish/").content.decode()
    for words in ("It needs at least one author.", "#author_rows-group", "#claims-group", "It has no hero picture"):
        assert words in text
