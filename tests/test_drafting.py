"""From a lead to a draft in which only prose is left to write."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone, translation

from catalog.axes import Decision, Production, Topic
from catalog.fuzzydates import FuzzyDate
from catalog.models import Season
from news import drafting, headlines
from news.models import Article, Kind
from tests import make
from tests.admin_pages import address, filled_form
from tests.make import DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return make.a_season(make.a_series("The Salt Road"), number=2)


def written(lead, by=None):
    return drafting.write(drafting.plan(lead), by=by or make.an_editor(), token=uuid.uuid4())


def types(article):
    return [block["type"] for block in article.revisions.get().document["blocks"]]


def test_a_lead_becomes_a_signed_draft_that_says_what_the_lead_says_and_announces_it(season):
    writer = make.a_user()
    author = make.an_author(user=writer)
    update = make.an_update(season, decision=Decision.ORDERED, premiere="spring 2030")

    article = written(update, writer)

    assert (article.kind, article.title) == (Kind.RENEWAL, "“The Salt Road” is renewed for season 2")
    assert article.slug == "the-salt-road-is-renewed-for-season-2"
    assert [str(claim) for claim in article.claims.all()] == [
        "The Salt Road, season 2: Decision, Ordered",
        "The Salt Road, season 2: Premiere, spring 2030",
    ]
    assert not article.claims.broken().exists()
    assert [*article.announces.all()] == [update] and [*article.authors.all()] == [author]
    assert article.subjects.get(primary=True).target == season
    assert types(article) == ["answer_box", "fact_box", "rich_text"]


def test_the_draft_shows_all_that_the_catalog_has_in_the_order_of_such_a_story(season):
    season.synopsis = "They go on.\n\nThey <arrive>."
    season.save()
    make.a_rating(season.series)
    make.a_fact(season)
    make.a_crew_credit(season)
    make.a_cast_credit(season)
    quotes = [make.a_quote(season), make.a_quote(season, text="Or does it?")]
    make.a_quote(season, text="Never said.").remove("invented")
    make.a_video(season.series, season=season)
    trailer = make.a_video(season.series, season=season, official=True)

    article = written(season)

    assert types(article) == [
        *["answer_box", "ratings", "fact_box", "rich_text", "crew"],
        *["quote", "quote", "cast", "facts", "video"],
    ]
    assert {block.quote for block in article.news_quoteblock_set.all()} == set(quotes)
    assert article.news_videoblock_set.get().video == trailer
    assert article.news_richtext_set.get().text == "<p>They go on.</p><p>They &lt;arrive&gt;.</p>"


def test_words_that_are_not_ours_are_not_taken_into_the_draft(season):
    season.synopsis, season.synopsis_source = "Theirs.", make.a_source()
    season.save()

    assert written(season).news_richtext_set.get().text == ""


def test_an_embargoed_lead_makes_a_draft_of_which_nobody_outside_hears(client, season):
    update = make.an_update(season, decision=Decision.ORDERED, public_from=timezone.now() + DAY)

    article = written(update)

    assert client.get(article.get_absolute_url()).status_code == 404
    assert article.slug not in client.get("/news/").text + client.get("/sitemap.xml").text
    assert season.state().decision == Decision.UNKNOWN
    assert [*article.announces.all()] == [update]
    assert not article.claims.broken(timezone.now() + 2 * DAY).exists()
    article.author_rows.create(author=make.an_author())
    article.news_richtext_set.update(text="<p>It goes on.</p>")
    article.publish(by=make.an_editor(), version=article.version)
    assert season.state().decision == Decision.ORDERED


def test_a_private_draft_without_a_source_can_be_written_up(season):
    update = season.record(on=date(2026, 3, 1), source=None, certainty="reported", summary="Soon.", decision="ordered")

    assert [claim.value for claim in written(update).claims.all()] == ["ordered"]


def test_a_rumour_is_asked_and_not_claimed(season):
    article = written(make.a_rumour(season, decision=Decision.ORDERED))

    assert article.title == "Will there be a season 2 of The Salt Road?"
    assert not article.claims.exists()


def test_what_does_not_rule_is_not_claimed(season):
    old = make.an_update(season, on=date(2025, 1, 1), decision=Decision.DECLINED)
    make.an_update(season, on=date(2026, 1, 1), decision=Decision.ORDERED)

    assert not written(old).claims.exists()


def test_a_retracted_lead_makes_no_story(season):
    update = make.an_update(season, decision=Decision.ORDERED)
    update.retract("wrong")

    with pytest.raises(ValidationError):
        drafting.plan(update)


@pytest.mark.parametrize(
    ("axes", "kind", "title"),
    [
        ({"decision": Decision.UNDECIDED}, Kind.NEWS, "Will there be a season 2 of The Salt Road?"),
        ({"decision": Decision.DECLINED}, Kind.CANCELLATION, "“The Salt Road” is cancelled: no season 2"),
        ({"decision": Decision.REVERSED}, Kind.CANCELLATION, "“The Salt Road”: the order for season 2 is withdrawn"),
        ({"decision": Decision.CONCLUDED}, Kind.CANCELLATION, "“The Salt Road” is finished: no season 2"),
        ({"decision": Decision.ENDED}, Kind.CANCELLATION, "“The Salt Road” has ended: no season 2"),
        ({"premiere": "9 October 2027"}, Kind.DATE, "The Salt Road: season 2 starts on 9 October 2027"),
        ({"premiere": "spring 2027"}, Kind.DATE, "The Salt Road: season 2 starts in spring 2027"),
        ({"premiere": "TBA"}, Kind.DATE, "The Salt Road, season 2: the date is off"),
        ({"topics": [Topic.TRAILER]}, Kind.TRAILER, "The Salt Road, season 2: the trailer is out"),
        ({"topics": [Topic.CAST]}, Kind.CASTING, "The Salt Road, season 2: who is in the cast"),
        ({"production": Production.FILMING}, Kind.PRODUCTION, "The Salt Road, season 2: filming"),
        ({"is_final": True}, Kind.NEWS, "The Salt Road, season 2: what is new"),
    ],
)
def test_kind_and_headline_follow_from_what_was_said(season, axes, kind, title):
    planned = drafting.plan(make.an_update(season, **axes))

    assert (planned.kind, planned.title) == (kind, title)
    assert len(title) <= headlines.SHOWN_IN_SEARCH


def test_a_series_is_told_by_the_season_that_it_waits_for(season):
    make.an_update(season, decision=Decision.ORDERED)
    assert drafting.plan(season.series).subject == season

    begun = make.a_season(make.a_series("Tidewater"), number=1)
    make.an_update(begun, premiere=FuzzyDate.day(date(2020, 1, 1)), decision=Decision.ORDERED)
    planned = drafting.plan(begun.series)
    assert (planned.subject, planned.title) == (begun.series, "Will there be another season of Tidewater?")


@pytest.mark.parametrize("number", [1, 2, 12, None])
@pytest.mark.parametrize("kind", Season.Kind.values)
def test_every_decision_about_every_season_has_a_headline_that_search_results_show_whole(number, kind):
    series = make.a_series("The Last Lighthouse Keeper")
    season = Season(series=series, number=number, kind=kind)
    for decision in Decision.values:
        headline = headlines.of_decision(season, decision)
        assert series.title in headline and len(headline) <= headlines.SHOWN_IN_SEARCH, headline


def test_a_title_of_many_lines_still_makes_a_headline(season):
    season.series.title = "Long " * 60
    with translation.override("ru"):
        assert len(headlines.of_decision(season, Decision.REVERSED)) <= headlines.MOST


# -- in the admin --------------------------------------------------------------------------------------------------


def test_the_button_leads_from_season_series_and_update_over_a_preview_to_one_draft(client, editor, season):
    update = make.an_update(season, decision=Decision.ORDERED)
    for thing, name in ((update, "update"), (season, "season"), (season.series, "series")):
        page = f"{reverse('admin:news_article_write')}?{name}={thing.pk}"
        assert page in client.get(address(type(thing), "change", thing.pk)).text
        assert client.get(page).status_code == 200
    form = filled_form(client.get(page), "title", title="It goes on")
    assert not Article.objects.exists()

    first, second = client.post(page, form), client.post(page, form)

    article = Article.objects.get()
    assert first.url == second.url == address(Article, "change", article.pk)
    assert (article.title, article.slug, article.created_by) == ("It goes on", "it-goes-on", editor)
    change = client.get(first.url)
    saved = client.post(first.url, filled_form(change, "title"), follow=True)
    assert "Saved as a draft" in saved.text


@pytest.mark.parametrize("query", ["", "?update=0", "?season=x", "?series=" + "9" * 40, "?update=%00", "?season=²"])
def test_what_is_no_lead_is_not_found(client, editor, query):
    assert client.get(reverse("admin:news_article_write") + query).status_code == 404


def test_a_forged_form_is_refused_with_what_was_typed(client, editor, season):
    page = f"{reverse('admin:news_article_write')}?season={season.pk}"

    answer = client.post(page, {"token": "x", "title": "Kept\x00"})

    assert answer.status_code == 400 and not Article.objects.exists()


def test_who_may_not_write_sees_no_button_and_is_refused(client, clerk, season):
    page = f"{reverse('admin:news_article_write')}?season={season.pk}"

    assert client.get(page).status_code == 403
    assert page not in client.get(address(Season, "change", season.pk)).text
