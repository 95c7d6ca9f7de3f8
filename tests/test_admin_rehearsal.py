"""Before an update is recorded: how its dates are read, what it would do, and whose its source is."""

import pytest
from django.urls import reverse

from catalog.axes import Decision, Tier
from catalog.models import Source, StatusUpdate
from tests import make
from tests.admin_pages import filled_form
from tests.test_admin_updates import as_typed, record, record_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return make.a_season(number=2)


def reading(client, **query):
    return client.get(reverse("admin:catalog_statusupdate_reading"), query).json()


def preview(client, season, **changes):
    return client.post(record_page(season), as_typed(client, season, **changes, _preview="1"))


def test_a_date_is_read_back_in_words_with_its_first_and_last_day(client, editor):
    assert reading(client, said="spring 2027") == {
        "words": "spring 2027 (1 March 2027 to 31 May 2027)",
        "edtf": "2027-21",
    }
    assert reading(client, said="9 Oct 2027")["words"] == "9 October 2027, Saturday"
    assert reading(client, said="не раньше 2030")["edtf"] == "[2030..]"
    assert reading(client, said="") == {"words": "", "edtf": ""}


@pytest.mark.parametrize("said", ["soonish", "31 June 2027", "x\x00", "9" * 300, "09/10/2027"])
def test_what_cannot_be_read_is_refused_with_examples_and_never_an_error(client, editor, said):
    assert reading(client, said=said)["refusal"]


def test_a_reading_knows_what_its_box_asks_for(client, editor):
    assert "at least the year" in reading(client, said="not before 2026", least="year")["refusal"]
    assert reading(client, said="not before 2026", least="nonsense")["edtf"] == "[2026..]"


def test_a_preview_shows_what_would_change_and_records_nothing(client, editor, season):
    make.an_update(season, decision="undecided")

    page = preview(client, season, **{"dates-0-date": "spring 2027"}).content.decode()

    assert "<td>Undecided</td>" in page and "<strong>Renewed</strong>" in page
    assert "<strong>Returning</strong>" in page and "(1 March 2027 to 31 May 2027)" in page
    assert StatusUpdate.objects.count() == 1 and season.state().decision == Decision.UNDECIDED
    assert Source.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "warning"),
    [
        ({"certainty": "rumour"}, "A rumour stands in the timeline and changes nothing."),
        ({"announced_on": "1 February 2026"}, "Decision stays as it is: “The network said so.” of 1 March 2026"),
        ({"decision": "undecided"}, "There is a decision already; only the day of the check moves."),
        ({"announced_on": "1 March 2026"}, "Reports differ, with equal weight, about: Decision."),
    ],
)
def test_what_may_surprise_is_said_before_it_is_recorded(client, editor, season, changes, warning):
    make.an_update(season, decision="declined")
    before = StatusUpdate.objects.count()

    page = record(client, season, **changes)

    assert warning in page.content.decode()
    assert StatusUpdate.objects.count() == before
    client.post(record_page(season), filled_form(page, "token"))
    assert StatusUpdate.objects.count() == before + 1


def test_another_thing_than_the_one_that_was_shown_is_shown_again(client, editor, season):
    page = record(client, season, certainty="rumour")

    again = client.post(record_page(season), filled_form(page, "token", summary="Another thing."))

    assert not StatusUpdate.objects.exists() and "Nothing has been recorded yet" in again.content.decode()


def test_what_stays_unseen_is_noted_in_the_preview(client, editor):
    season = make.a_season(make.a_series(hidden=True))

    page = preview(client, season, visibility="draft").content.decode()

    assert "The series is hidden" in page and "A private draft changes nothing" in page


@pytest.mark.parametrize(
    "address",
    [
        "http://www.example.org/news/renewed/",
        "https://example.org/news/renewed?utm_source=feed&fbclid=1",
        "https://EXAMPLE.org:443/news/renewed#top",
    ],
)
def test_an_address_finds_the_source_that_has_it_however_it_was_copied(client, editor, season, address):
    source = make.a_source(url="https://example.org/news/renewed", title="Renewed!")

    record(client, season, source_url=address, source_publisher="", source_tier="")

    assert Source.objects.get() == season.updates.get().source == source
    told = client.get(reverse("admin:catalog_source_known"), {"url": address}).json()
    assert (told["source"], told["label"]) == (source.pk, "Meridian: Renewed!")


def test_another_page_is_another_source(client, editor, season):
    make.a_source(url="https://example.org/news?id=1")

    record(client, season, source_url="https://example.org/news?id=2", source_publisher="", source_tier="")

    assert Source.objects.count() == 2


def test_the_publisher_of_a_known_site_need_not_be_typed(client, editor, season):
    for number in range(2):
        make.a_source(Tier.TRADE_PRESS, "The Trade", url=f"https://trade.example.com/{number}")
    make.a_source(Tier.ON_RECORD, "An actor", url="https://trade.example.com/interview")

    record(
        client,
        season,
        certainty="reported",
        source_url="https://trade.example.com/new",
        source_publisher="",
        source_tier="",
    )

    source = season.updates.get().source
    assert (source.publisher, source.tier) == ("The Trade", Tier.TRADE_PRESS)
    assert source.url == "https://trade.example.com/new"


@pytest.mark.parametrize("url", ["", "nonsense", "http://[::1", "x" * 5000, "https://example.org/\x00"])
def test_nonsense_is_the_address_of_nothing(client, editor, url):
    assert client.get(reverse("admin:catalog_source_known"), {"url": url}).json() == {}


def test_a_second_source_for_one_address_is_refused_by_name(client, editor):
    make.a_source(url="https://example.org/a", publisher="First")
    page = reverse("admin:catalog_source_add")

    sent = {"url": "https://www.example.org/a/", "publisher": "Second", "tier": "desk"}
    answer = client.post(page, filled_form(client.get(page), "publisher", **sent))

    assert "This address is here already: “First”." in answer.content.decode() and Source.objects.count() == 1


def test_who_may_not_see_sources_is_not_told_of_them(client):
    client.force_login(make.a_user())

    assert client.get(reverse("admin:catalog_source_known"), {"url": "https://example.org"}).status_code == 403
