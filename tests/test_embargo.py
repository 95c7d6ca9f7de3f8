"""The embargo check: no eight words of a draft, no picture and no address of it, anywhere that readers can look."""

import pytest
from django.utils import timezone

from news import outlets
from news.embargo import _met, _runs, embargo_check
from news.models import ImageBlock, RichText
from tests import make

pytestmark = pytest.mark.django_db
SECRET = "The network orders two more seasons of it and moves the story to the sea."


@pytest.fixture
def season():
    return make.a_season(make.a_series("The Long Field"), number=2)


def leaks(article, revision=None):
    return {finding.address for finding in embargo_check(article, revision) if not finding.is_clean}


def test_a_draft_that_nobody_has_heard_of_is_clean_everywhere(season):
    article = make.an_article("Secret matters of the sea are told", about=season, text=f"<p>{SECRET}</p>")
    make.a_block(article, ImageBlock, image=make.an_image())
    findings = embargo_check(article)
    assert [finding for finding in findings if not finding.is_clean] == []
    looked_at = {finding.address for finding in findings}
    assert {"/", "/news/", "/news/feed.rss", "/sitemap-news-1.xml", "/corrections/"} <= looked_at
    assert {"/series/the-long-field/", "/series/the-long-field/season-2/"} <= looked_at


def test_eight_words_that_stand_in_a_fact_of_its_season_are_found_where_they_stand(season):
    article = make.an_article(about=season, text=f"<p><b>The network orders</b>{SECRET[18:]}</p>")
    make.a_fact(season, "It is said that the network orders TWO MORE seasons of it, and — moves.")
    assert "/series/the-long-field/season-2/" in leaks(article)


def test_seven_words_are_no_find(season):
    article = make.an_article(about=season, text=f"<p>{SECRET}</p>")
    make.a_fact(season, "The network orders two more seasons of him.")
    assert leaks(article) == set()


def test_what_stands_in_something_public_is_no_leak(season):
    make.a_published_article("Told by another", about=season, text=f"<p>{SECRET}</p>")
    article = make.an_article("Another secret story of the sea", about=season, text=f"<p>{SECRET}</p>")
    assert leaks(article) == set()

    live = make.a_published_article("Live already", about=season, text=f"<p>{SECRET}</p>")
    make.a_block(live, RichText, text="<p>And nobody has heard a single word of what follows here.</p>")
    assert leaks(live) == set()


def test_a_scheduled_revision_is_looked_for_until_it_is_live(season):
    article = make.an_article("It comes", slug="it-comes", about=season, text=f"<p>{SECRET}</p>")
    revision = article.publish(by=None, version=article.version, at=timezone.now() + make.DAY)
    assert leaks(article, revision) == set()


@pytest.mark.parametrize(
    "answer",
    [
        f"<p>{SECRET}</p>",
        f"<p>The network <b>orders</b> two&nbsp;more seasons of it{SECRET[41:]}</p>",
        f'<meta name="description" content="{SECRET}">',
        f'<img src="x" alt="{SECRET}">',
        f"<description>&lt;p&gt;{SECRET}&lt;/p&gt;</description>",
        f'<script type="application/ld+json">{{"a": [{{"b": "{SECRET.replace(" ", chr(92) + "u0020")}"}}]}}</script>',
        f'{{"a": "{SECRET.replace("T", chr(92) + "u0054")}"}}',
    ],
)
def test_words_are_met_however_an_answer_gives_them(answer):
    runs = list(_runs(SECRET))
    assert set(_met(answer, runs, {}, None))


def test_a_secret_address_and_the_digits_of_a_picture_are_met():
    assert list(_met("<loc>http://x/news/secret/</loc>", [], {}, "secret")) == ["/news/secret/"]
    assert list(_met('<img src="/media/abc/1x1.jpg">', [], {"abc": "/media/abc/2x2.jpg"}, None)) == ["abc"]


def test_what_is_redirected_or_refused_is_not_taken_for_clean(season, settings):
    make.a_fact(season, SECRET)
    article = make.an_article(about=season, text=f"<p>{SECRET}</p>")
    settings.SECURE_SSL_REDIRECT = True
    assert "/series/the-long-field/season-2/" in leaks(article)
    settings.ALLOWED_HOSTS = ["elsewhere.example.org"]
    assert len(leaks(article)) == len(embargo_check(article))


def test_a_picture_that_nothing_public_uses_is_looked_for(season):
    image = make.an_image((960, 640))
    article = make.an_article(about=season, hero=image)
    findings = [finding for finding in embargo_check(article) if image.address in finding.address]
    assert [finding.status for finding in findings] == [404]


def test_an_outlet_of_later_work_is_added_by_one_line(season, monkeypatch):
    monkeypatch.setattr(outlets, "_outlets", [*outlets._outlets])
    outlets.register_outlet("A board", lambda about: ["/renewals.csv"])
    article = make.an_article(about=season)
    assert "/renewals.csv" in {finding.address for finding in embargo_check(article)}


def test_the_page_lists_each_outlet_as_found_or_clean(client, editor, season):
    article = make.an_article(about=season, text=f"<p>{SECRET}</p>")
    page = f"/admin/news/article/{article.pk}/embargo/"
    assert "Clean: readers meet no word of it" in client.get(page).content.decode()
    make.a_fact(season, SECRET)
    text = client.get(page).content.decode()
    assert "Readers can meet words of it" in text and "the network orders two more seasons of it" in text
