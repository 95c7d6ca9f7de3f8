"""No word of what readers must not see is met at any public address, and every word that they may see is."""

import csv
import json
import re
from xml.etree import ElementTree

import icalendar
import pytest
import time_machine
from django.apps import apps
from django.db import models
from django.db.models.functions import Cast
from django.utils import timezone

from catalog.models import Image, Person, Series
from news.models import Revision
from news.models.corrections import CorrectionQuerySet
from news.models.revisions import RevisionQuerySet
from showsite.cards import facts
from tests import make
from tests.every_address import names, of_rows, walk
from tests.planted import BOUNDARY, PLANTED_AT, STEM, Planted

pytestmark = pytest.mark.django_db
# Columns without words of a person: codes, hashes, names of kinds. All others have to be planted.
NO_WORDS = {
    *("language", "languages", "country", "countries", "region", "premiere_region", "kind", "model", "app_label"),
    *("digest", "token_digest", "address_digest", "content_hash", "address", "color", "key", "domain", "password"),
    *("value", "topics", "suffixes", "differing", "revealed", "shown_series", "lifted", "counts", "time_zone", "form"),
    # Who looks for somebody removed is told why, whoever that was.
    "catalog.Person.removal_reason",
    *("codename", "news.TagAuthority.host", "auth.Group.name", "auth.Permission.name", "catalog.OldPlace.place"),
    "news.ErasedEntry.feed",
}
TEXTS = (models.CharField, models.TextField, models.JSONField)
APPS = ("catalog", "news", "showsite", "auth")


@pytest.fixture(autouse=True)
def cards_as_words(monkeypatch):
    """The facts of a card in place of its drawing."""
    monkeypatch.setattr("showsite.cards.views.picture_of", lambda card: f"card: {card.facts}".encode())


@pytest.fixture(autouse=True)
def short_pages(monkeypatch):
    """A handful of rows fills them, so that there are second ones."""
    monkeypatch.setattr("news.feeds.editions.LENGTH", 10)
    for queryset in (RevisionQuerySet, CorrectionQuerySet):
        monkeypatch.setattr(queryset.page_before, "__defaults__", (6,))


@pytest.fixture
def clock():
    with time_machine.travel(PLANTED_AT, tick=False) as traveller:
        yield traveller


def wished_for():
    """What readers could try who have heard of something: searches, filters, and addresses that are nearly right."""
    for state in ("live", "moving", "moved", "scheduled", "draft", "withdrawn"):
        for page in ("search/", "search/suggest.json"):
            yield f"/{page}?q={STEM}{state}title"
    for state in ("live", "moved", "scheduled", "draft", "changed", "withdrawn", "expired", "erased"):
        # Without its last letter: an answer that suggests the right one says a word that was not asked for.
        yield f"/news/{STEM}{state}slu"
        yield f"/{STEM}{state}slu"
    for state in ("live", "hidden", "coming"):
        for page in ("search/", "search/suggest.json"):
            yield f"/{page}?q={STEM}{state}titleofseries"
        yield f"/series/{STEM}{state}slugofserie/"
        yield f"/series/{STEM}{state}slugofseries/season-9/"
        yield f"/people/{STEM}{state}castslugofperso/"
        for page in ("series", "calendar", "renewals"):
            yield f"/{page}/?network={STEM}{state}seriesslugofnetwork"
        yield f"/series/?genre={STEM}{state}seriesslugofgenre"
    for section in ("", "&in=series", "&in=people", "&in=news"):
        yield f"/search/?q={STEM}{section}"
    yield f"/search/suggest.json?q={STEM}"
    yield "/nothing-here/"


def of_all_that_there_is():
    """The addresses of cards and pictures, as the site itself would make them."""
    now = timezone.now()
    for series in Series.objects.for_page(now):
        yield facts.card_of_series(series, now).address
    for person in Person.objects.exclude(pk__in=Person.objects.public()).select_related("photo")[:5]:
        yield facts.card_of_person(person, now).address
    for revision in Revision.objects.select_related("hero", "article"):
        yield facts.card_of_article(revision, None, now).address
    for image in Image.objects.all():
        yield image.rendition_address("poster", 160)


def met(answers):
    """Each planted word with the names of the addresses at which it was met, and one of these addresses each.

    What was asked for is no find: an answer may repeat it.
    """
    found = {}
    for address, answer in answers.items():
        if address.endswith("?open=1"):
            # A share link shows its draft to who opens it; unopened it is met as well.
            continue
        for word in set(re.findall(rf"{STEM}[a-z]+", answer.whole)):
            if word not in address.lower():
                found.setdefault(word, {}).setdefault(answer.name, address)
    return found


def check(answers, planted):
    """Every hidden word nowhere, and every shown one at each place where it has to be."""
    now, found = timezone.now(), met(answers)
    leaks = {word: found[word] for word in sorted(planted.words.hidden(now) & set(found))}
    assert leaks == {}
    shown = planted.words.shown(now)
    missing = {word: places - set(found.get(word, {})) for word, places in shown.items()}
    assert {word: places for word, places in missing.items() if places} == {}


def seen(answer):
    """What a reader gets. For how long it may be kept, and when a feed was last looked through, may differ."""
    headers = {name: value for name, value in answer.headers.items() if name not in {"Cache-Control", "Last-Modified"}}
    return answer.status, headers, answer.text


def names_one_of(words, address):
    """Whether an address has a hidden word in it, or is that of a picture whose words are hidden."""
    image = Image.objects.at_address(address.split("/")[2]).first() if address.startswith("/media/") else None
    return bool(words & set(re.findall(rf"{STEM}[a-z]+", (image.alt if image else address).lower())))


def unplanted(hidden):
    """The columns for words in which no hidden one stands."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields if model._meta.app_label in APPS else ():
            name = f"{model._meta.label}.{field.name}"
            if isinstance(field, TEXTS) and not field.choices and not {field.name, name} & NO_WORDS:
                texts = model._base_manager.values_list(Cast(field.name, models.TextField()), flat=True)
                if not hidden & set(re.findall(rf"{STEM}[a-z]+", " ".join(text or "" for text in texts).lower())):
                    yield name


# What reads an answer by its type: for all but pages and pictures a parser that is not ours.
PARSERS = {
    "text/html": None,
    "text/plain": None,
    "image/jpeg": None,
    "image/avif": None,
    "image/svg+xml": ElementTree.fromstring,
    "image/png": None,
    "image/x-icon": None,
    "image/vnd.microsoft.icon": None,
    "text/csv": lambda text: list(csv.reader(text.splitlines(), strict=True)),
    "text/calendar": icalendar.Calendar.from_ical,
    "text/x-opml": ElementTree.fromstring,
    "application/xml": ElementTree.fromstring,
    "application/rss+xml": ElementTree.fromstring,
    "application/atom+xml": ElementTree.fromstring,
    "application/json": json.loads,
    "application/feed+json": json.loads,
    "application/manifest+json": json.loads,
}


def check_types(answers):
    """That whatever programs get can be read by them, whatever stands in it."""
    for answer in answers.values():
        parser = PARSERS[answer.headers.get("Content-Type", "text/plain").partition(";")[0]]
        if parser and answer.status == 200:
            parser(answer.text)


@pytest.mark.on_one_database("postgresql")
def test_nothing_leaks(client, clock):
    """From no state of an article, an update or a series to any public address, before or after its moment."""
    planted = Planted()
    planted.live()
    clock.move_to(BOUNDARY - make.SECOND)
    before = walk(client, [*of_rows(), *wished_for(), *planted.addresses])

    clock.move_to(PLANTED_AT)
    planted.hide()
    secret = planted.words.hidden(PLANTED_AT)
    assert list(unplanted(secret)) == []
    clock.move_to(BOUNDARY - make.SECOND)
    hidden = walk(client, [*before, *of_rows(), *planted.addresses, planted.share, *of_all_that_there_is()])
    check(hidden, planted)
    assert f"{STEM}drafttitle" in hidden[f"{planted.share}?open=1"].whole
    # Not a byte tells that something waits, and what waits, or is over, has no page.
    assert [address for address in before if seen(before[address]) != seen(hidden[address])] == []
    waiting = [each for each in hidden.keys() - before.keys() if "grant=" not in each and names_one_of(secret, each)]
    assert {hidden[address].status for address in waiting} <= {404, 410}
    assert len(waiting) > 50

    clock.move_to(BOUNDARY)
    come = walk(client, [*before, *(each for each in of_rows() if names_one_of(set(planted.words.since), each))])
    check(come, planted)
    check_types(come)

    walks = (before, hidden, come)
    answered = {answer.name for answers in walks for answer in answers.values() if answer.status == 200}
    assert set(names()) - answered == set()
    print(f"\nWalked {', '.join(str(len(answers)) for answers in walks)} addresses under {len(answered)} names.")
