"""The words of the one public gate: lists, pages, search, and the next moment at which something changes."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from news.models import Article, Revision
from tests import make

pytestmark = pytest.mark.django_db


def titles(revisions):
    return [revision.title for revision in revisions]


def test_an_article_is_about_its_subjects_and_about_the_series_of_its_seasons():
    series, person, other = (
        make.a_series(network=make.a_network(), genres=[make.a_genre()]),
        make.a_person(),
        make.a_series(),
    )
    season = make.a_season(series)
    author = make.an_author()
    article = make.an_article("About it", about=season, authors=[author])
    article.subjects.create(person=person)
    article.publish(by=None, version=article.version)
    live = Revision.objects.live()

    for found in (
        live.about(series),
        live.about_season(season),
        live.about_person(person),
        live.by(author),
        live.of_network(series.networks.get()),
        live.of_genre(series.genres.get()),
    ):
        assert titles(found) == ["About it"]
    assert not live.about(other).exists()
    assert not live.of_network(make.a_network("Another")).exists()
    assert not live.by(make.an_author("Another")).exists()


def test_news_of_a_person_includes_what_was_said_of_one_merged_into_them():
    person, double = make.a_person("Ada Marlow"), make.a_person("Ada Marlowe")
    make.a_published_article("About the double", about=double)
    double.merge_into(person)

    assert titles(Revision.objects.live().about_person(person)) == ["About the double"]


def test_a_drafted_subject_changes_no_list():
    series = make.a_series()
    article = make.a_published_article()
    article.subjects.create(series=series)
    article.save_draft(by=None, version=article.version)

    assert not Revision.objects.live().about(series).exists()


def test_search_finds_the_beginnings_of_words_in_title_and_lead_whatever_the_case():
    make.a_published_article("Сериал «Ёлки» продлён", lead="A second season is coming.")
    live = Revision.objects.live()

    for text in ("ЕЛКИ", "елк", "сериал second", "Sea"):
        assert live.search(text).count() == 1
    for text in ("лки", "third", "season coming nothing"):
        assert not live.search(text).exists()
    assert live.search('"; \x00\ud800 --').count() == 1


def test_a_month_holds_what_was_first_published_in_it(settings):
    settings.TIME_ZONE = "Europe/Moscow"
    make.a_published_article("Last of October", at=datetime(2026, 10, 31, 20, 59, tzinfo=UTC))
    make.a_published_article("First of November", at=datetime(2026, 10, 31, 21, 0, tzinfo=UTC))

    assert titles(Revision.objects.live().in_month(2026, 10)) == ["Last of October"]
    assert titles(Revision.objects.live().in_month(2026, 11)) == ["First of November"]
    with pytest.raises(ValueError):
        Revision.objects.live().in_month(2026, 13)


def test_pages_follow_each_other_without_gap_or_double_also_within_one_moment():
    at = datetime(2026, 11, 1, 10, 0, 0, 123456, tzinfo=UTC)
    for number in range(7):
        make.a_published_article(f"Number {number}", at=at)
    seen, key = [], None
    while True:
        page = Revision.objects.live().for_listing().page_before(key, size=3)
        seen += titles(page)
        key = page.older
        if key is None:
            break

    assert seen == [f"Number {number}" for number in reversed(range(7))]


def test_a_page_key_names_a_moment_and_an_article():
    for number in range(2):
        article = make.a_published_article(at=datetime(2026, 11, 1 + number, 10, tzinfo=UTC))
    page = Revision.objects.live().for_listing().page_before(None, size=1)

    assert page.older == f"2026-11-02T10:00:00Z-{article.pk}"


@pytest.mark.parametrize(
    "key",
    [
        "",
        "x",
        "2026-11-24",
        "2026-11-24T10:00:00Z-",
        "2026-13-24T10:00:00Z-1",
        "2026-11-24T10:00:00Z-1x",
        "2026-11-24T10:00:00Z-²",
        "\x00Z-1",
        "2026-11-24T10:00:00+01:00Z-1",
        "2026-11-24T10:00:00Z-" + "9" * 40,
    ],
)
def test_what_is_no_key_of_a_page_is_refused(key):
    with pytest.raises(ValueError):
        Revision.objects.live().page_before(key)


def test_a_list_costs_one_query_however_long_it_is():
    for number in range(5):
        make.a_published_article(f"Number {number}", hero=make.an_image())
    with CaptureQueriesContext(connection) as queries:
        lines = [
            (revision.title, revision.lead, revision.author_names, revision.hero.alt, revision.get_kind_display())
            for revision in Revision.objects.live().for_listing().page_before(None)
        ]

    assert len(lines) == 5
    assert len(queries) == 1
    assert '"document"' not in queries[0]["sql"]


def test_a_pinned_story_stands_on_top_until_its_moment():
    tomorrow = timezone.now() + make.DAY
    make.a_published_article("On top", pinned_until=tomorrow)
    make.a_published_article("Below")

    assert titles(Revision.objects.live().pinned()) == ["On top"]
    assert not Revision.objects.live(tomorrow).pinned(tomorrow).exists()


def test_the_next_change_is_the_first_thing_that_the_clock_will_do():
    now = timezone.now()
    assert Revision.objects.next_change() is None
    make.a_published_article("For ever")
    assert Revision.objects.next_change() is None

    make.a_published_article("Pinned", pinned_until=now + 3 * make.DAY)
    assert Revision.objects.next_change() == now + 3 * make.DAY
    make.a_published_article("Ends", until=now + 2 * make.DAY)
    assert Revision.objects.next_change() == now + 2 * make.DAY
    begins = make.an_article("Begins")
    begins.publish(by=None, version=begins.version, at=now + make.DAY)
    assert Revision.objects.next_change() == now + make.DAY
    assert Revision.objects.next_change(now + make.DAY) == now + 2 * make.DAY


def test_a_reader_of_a_past_moment_is_shown_what_stood_there_then():
    article = make.a_published_article("Then", at=timezone.now() - 2 * make.DAY)
    Article.objects.filter(pk=article.pk).update(title="Now")
    article.publish(by=None, version=article.version)

    assert titles(Revision.objects.live(timezone.now() - make.DAY)) == ["Then"]
    assert titles(Revision.objects.live()) == ["Now"]
