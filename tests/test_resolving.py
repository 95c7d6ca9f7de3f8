"""Resolving: the words of an article are pressed, the facts in it are today's."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.axes import Decision
from catalog.models import SeriesRelation
from news.models import (
    AnswerBox,
    CastBlock,
    CorrectionBlock,
    CrewBlock,
    FactBox,
    FactsBlock,
    ImageBlock,
    QuoteBlock,
    RatingsBlock,
    RelatedSeriesBlock,
    Revision,
    TimelineBlock,
    VideoBlock,
)
from news.resolving import resolve
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make.an_editor()


@pytest.fixture
def season():
    return make.a_season(make.a_series(network=make.a_network(), genres=[make.a_genre()]), number=2)


def a_whole_article(season, **fields):
    """An article with every type of block, each with something to show."""
    make.an_update(season, decision=Decision.UNDECIDED)
    make.a_cast_credit(season)
    make.a_crew_credit(season)
    make.a_rating(season.series)
    fact = make.a_fact(season)
    SeriesRelation.objects.create(series=season.series, other=make.a_series("The Old Road"), kind="spin_off")
    article = make.an_article(about=season, **fields)
    for model in (AnswerBox, FactBox, RatingsBlock, CastBlock, CrewBlock, FactsBlock, TimelineBlock):
        make.a_block(article, model)
    make.a_block(article, FactsBlock).facts.add(fact)
    make.a_block(article, RelatedSeriesBlock)
    make.a_block(article, RelatedSeriesBlock).related.add(make.a_series("The Other Road"))
    make.a_block(article, QuoteBlock, quote=make.a_quote(season))
    make.a_block(article, ImageBlock, image=make.an_image(alt="A road"), caption="A road in salt")
    make.a_block(article, VideoBlock, video=make.a_video(season.series))
    make.a_block(article, CorrectionBlock)
    by = make.an_editor()
    article.publish(by=by, version=article.version, at=timezone.now() - make.HOUR, backdated=True)
    article.correct(by=by, version=article.version, kind="typo", text="It was misspelt.", lead="More will come.")
    return article


def drawn(article, at=None, **options):
    """The blocks of what is live, by type; the last one where there are several."""
    document = article.revisions.live(at).get().document
    return {block["type"]: block for block in resolve([document], at, **options)[0]}


def with_block(editor, about, model, **fields):
    article = make.an_article(about=about, text="")
    make.a_block(article, model, **fields)
    article.publish(by=editor, version=article.version)
    return article


def test_every_type_of_block_shows_what_it_refers_to(season):
    blocks = drawn(a_whole_article(season))

    assert len(blocks) == 13
    assert blocks["rich_text"]["html"] == "<p>It goes on.</p>"
    assert blocks["quote"]["quote"].text == "The story goes on."
    assert blocks["image"]["image"].alt == "A road" and blocks["image"]["caption"] == "A road in salt"
    assert blocks["video"]["video"].title == "The trailer"
    assert blocks["answer_box"]["season"] == season and blocks["answer_box"]["state"].decision == Decision.UNDECIDED
    assert blocks["fact_box"]["series"].network_rows.all()[0].network.name == "Meridian"
    assert [str(rating) for rating in blocks["ratings"]["ratings"]] == ["IMDb 7.4/10"]
    assert [credit.character for credit in blocks["cast"]["credits"]] == ["Captain Vane"]
    assert [credit.job.name for credit in blocks["crew"]["credits"]] == ["Director"]
    assert [fact.text for fact in blocks["facts"]["facts"]] == ["It was filmed on one street."]
    assert [update.summary for update in blocks["timeline"]["updates"]] == ["The network said so."]
    assert [related["series"].title for related in blocks["related_series"]["related"]] == ["The Other Road"]
    assert [correction.text for correction in blocks["correction"]["corrections"]] == ["It was misspelt."]


def test_the_words_stay_and_the_facts_follow(editor, season):
    article = with_block(editor, season, AnswerBox)
    assert drawn(article)["answer_box"]["state"].decision == Decision.UNKNOWN

    make.an_update(season, decision=Decision.ORDERED)
    assert drawn(article)["answer_box"]["state"].decision == Decision.ORDERED
    assert drawn(article)["answer_box"]["label"].label == "renewed"


def test_an_answer_is_given_for_the_moment_that_is_asked_about(editor, season):
    article = with_block(editor, season, AnswerBox)
    tomorrow = timezone.now() + timedelta(days=1)
    make.an_update(season, decision=Decision.ORDERED, public_from=tomorrow)

    assert drawn(article, tomorrow - make.SECOND)["answer_box"]["state"].decision == Decision.UNKNOWN
    assert drawn(article, tomorrow)["answer_box"]["state"].decision == Decision.ORDERED


def test_a_block_about_a_series_speaks_of_the_season_that_the_series_stands_by(editor, season):
    article = with_block(editor, season.series, AnswerBox)

    assert drawn(article)["answer_box"]["season"] == season


def test_a_block_may_speak_of_another_series_than_the_article(editor, season):
    other = make.a_season(make.a_series("Elsewhere"))
    article = with_block(editor, season, AnswerBox, season=other)

    assert drawn(article)["answer_box"]["series"].title == "Elsewhere"


def test_the_cast_of_a_season_without_one_is_that_of_the_season_before(editor):
    first = make.a_season(number=1)
    second = make.a_season(first.series, number=2)
    make.a_cast_credit(first, character="Captain Vane")
    article = with_block(editor, second, CastBlock)
    assert [credit.character for credit in drawn(article)["cast"]["credits"]] == ["Captain Vane"]
    assert drawn(article)["cast"]["credits_season"] == first

    make.a_cast_credit(second, make.a_person("Jo Reed"), character="Mother Sand")
    assert [credit.character for credit in drawn(article)["cast"]["credits"]] == ["Mother Sand"]


def test_a_list_is_no_longer_than_the_editor_wants_it(editor, season):
    for number in range(4):
        make.a_fact(season, text=f"Fact {number}")
    article = with_block(editor, season, FactsBlock, limit=3)

    assert len(drawn(article)["facts"]["facts"]) == 3


def test_what_was_removed_is_drawn_as_nothing(season):
    article = a_whole_article(season)
    before = drawn(article)
    for removed in (before["quote"]["quote"], before["image"]["image"], before["video"]["video"]):
        make.remove(removed)
    make.remove(before["facts"]["facts"][0], "Not true.")
    make.remove(before["cast"]["credits"][0].person, "They asked for it.")

    assert set(before) - set(drawn(article)) == {"quote", "image", "video", "facts", "cast"}


def test_a_picture_is_not_drawn_once_the_right_to_show_it_has_ended(editor, season):
    tomorrow = timezone.now() + make.DAY
    article = with_block(editor, season, ImageBlock, image=make.an_image(rights_until=tomorrow))

    assert "image" in drawn(article, tomorrow - make.SECOND)
    assert "image" not in drawn(article, tomorrow)


def test_nothing_of_a_hidden_series_shows_to_readers_and_all_of_it_in_a_preview(season):
    article = a_whole_article(season)
    season.series.published_at = None
    season.series.save()

    assert set(drawn(article)) == {"rich_text", "image", "related_series", "correction"}
    assert len(drawn(article, public=False)) == 13


def test_a_quote_without_a_source_is_not_shown_to_readers(editor, season):
    quote = make.a_quote(season)
    article = with_block(editor, season, QuoteBlock, quote=quote)
    quote.source = None
    quote.save()

    assert "quote" not in drawn(article)


def test_a_hundred_documents_cost_as_many_queries_as_one(season):
    a_whole_article(season)
    with CaptureQueriesContext(connection) as one:
        resolve(Revision.objects.live().values_list("document", flat=True))
    for number in range(4):
        a_whole_article(make.a_season(make.a_series(f"Series {number}")), title=f"Title {number}")
    with CaptureQueriesContext(connection) as five:
        resolve(Revision.objects.live().values_list("document", flat=True))

    assert len(five) == len(one) <= 25
