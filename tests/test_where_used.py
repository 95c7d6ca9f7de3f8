"""Where a thing is used, and that nothing is removed while a live article needs it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.models import Image, Network, Person, Series, Source, Work
from catalog.usage import uses_of
from news.models import ImageBlock, QuoteBlock
from tests import make
from tests.admin_pages import address

pytestmark = pytest.mark.django_db


def used(obj):
    """What the page says: each use with its count and rows."""
    return {use.title: (use.count, [str(row) for row in use.rows]) for use in uses_of(obj)}


def test_a_picture_knows_every_place_where_it_stands(client, editor):
    image = make.an_image(alt="A road.")
    series = make.a_series("Salt Road", poster=image)
    make.an_author("Nora Keane", photo=image)
    make.a_published_article("Live", hero=image)
    draft = make.an_article("Draft")
    make.a_block(draft, ImageBlock, image=image)
    draft.save_draft(by=editor, version=draft.version)

    page = client.get(address(Image, "where_used", image.pk)).content.decode()

    assert used(image) == {
        "Articles, live or scheduled": (1, ["Live"]),
        "Articles, in drafts or earlier revisions": (1, ["Draft"]),
        "Portraits of authors": (1, ["Nora Keane"]),
        "Series: poster": (1, ["Salt Road"]),
    }
    assert address(Series, "change", series.pk) in page
    assert address(Image, "where_used", image.pk) in client.get(address(Image, "change", image.pk)).content.decode()


@pytest.mark.parametrize("model", [Series, Person, Image, Source, Work, Network])
def test_the_page_takes_as_many_queries_for_many_uses_as_for_few_and_shows_ten(client, editor, model):
    season = make.a_season()
    person, image, source = make.a_person(), make.an_image(), make.a_source()
    work, network = Work.objects.create(title="A film"), make.a_network()
    things = {Series: season.series, Person: person, Image: image, Source: source, Work: work, Network: network}

    def use(number):
        series = make.a_series(f"Series {number}", network=network, poster=image, synopsis_source=source)
        season.series.relations_back.create(series=series, kind="spin_off")
        make.a_cast_credit(make.a_season(series), person)
        someone = make.a_person(f"Somebody {number}")
        someone.known_for.create(work=work)
        quote = make.a_quote(season, person, source=source)
        article = make.an_article(f"Article {number}", about=season, hero=image)
        make.a_block(article, QuoteBlock, quote=quote)
        article.publish(by=editor, version=article.version)

    def ask():
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address(model, "where_used", things[model].pk))
        return len(queries), answer.context_data["uses"]

    use(1)
    use(2)
    few, uses = ask()
    assert uses
    for number in range(3, 13):
        use(number)
    many, uses = ask()

    assert max(use["count"] for use in uses) == 12 and max(len(use["rows"]) for use in uses) == 10
    # One to count each kind of which not all are shown.
    assert many <= few + len(uses)


def needed_by(article_at):
    """A person, a picture, a quote and a series that an article needs, live or scheduled at a moment."""
    season, image = make.a_season(), make.an_image(alt="A road.")
    quote = make.a_quote(season)
    article = make.an_article("The one that needs it", about=season, hero=image)
    make.a_block(article, QuoteBlock, quote=quote)
    article.publish(by=make.an_editor(), version=article.version, at=article_at)
    return article, [season.series, image, quote, quote.speaker]


@pytest.mark.parametrize("when", [None, make.HOUR])
def test_nothing_is_removed_while_an_article_needs_it_live_or_scheduled(client, editor, when):
    article, things = needed_by(when and timezone.now() + when)

    for thing in things:
        page = address(type(thing), "remove", thing.pk)
        assert "The one that needs it" in client.get(page).content.decode()
        answer = client.post(page, {"reason": "A mistake."})
        assert "needs it: take it out there first" in answer.content.decode()
        thing.refresh_from_db()
        assert thing.removed_at is None

    article.refresh_from_db()
    article.withdraw(by=editor, version=article.version, reason="Over.")
    for thing in things:
        client.post(address(type(thing), "remove", thing.pk), {"reason": "A mistake."})
        thing.refresh_from_db()
        assert thing.removal_reason == "A mistake."


def test_what_was_merged_is_removed_although_an_article_names_it(editor):
    _article, (*_others, speaker) = needed_by(None)
    with pytest.raises(ValidationError):
        speaker.remove("Twice here.")
    speaker.merge_into(make.a_person("The same"))

    speaker.remove("Twice here.")

    assert speaker.removed_at


def test_what_uses_a_thing_is_told_before_it_is_deleted(client, editor):
    source = make.a_source()
    make.a_quote(make.a_season(), source=source, text="Said so.")

    page = client.get(address(Source, "delete", source.pk)).content.decode()

    assert "Where it is used" in page and "Said so." in page
