"""Every word of the interface goes through gettext, and Russian pages have no English one.

Pages are drawn in a language in which every message stands in brackets. What is left when the brackets and what rows
say are taken out of a page is a word that nobody can translate.
"""

import re
from html.parser import HTMLParser
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import models
from django.utils import translation

from catalog.models import Season
from news.models import Article
from tests import make
from tests.test_permission_matrix import QUERIES, a_thing_of_each_kind, addresses, model_of, place
from tests.test_query_counts import TABLE
from tests.world import World

pytestmark = pytest.mark.django_db

BRACKETED = re.compile(r"⟦[^⟦⟧]*⟧")
# Names that are the same in every language.
NAMES = {
    *("UTF", "ISO", "EDTF", "Brotli", "gzip", "cookie"),
    *("Showsite", "RSS", "Atom", "CSV", "JSON", "TVmaze", "IMDb", "YouTube", "Vimeo"),
    *("WhatsApp", "Telegram", "Bluesky", "Reddit", "TMDB", "TheTVDB", "Wikidata", "ETag", "http", "xml", "px", "OPML"),
    *("Thunderbird", "NetNewsWire", "Feeder", "FreshRSS", "Google", "Apple", "URL"),
    *("ISO", "UTF", "EDTF", "gzip", "Brotli", "cookie"),
}
# What stands between two pieces of the words of a row: tags, lines, and what a page of the site fills in.
BETWEEN = re.compile(r"<[^>]*>|\n|\{\w+\}|\[\[|\]\]")
# What Django does not translate: names of pictures in its pages, and of rows of allauth; and columns of blocks, which
# are never shown.
OF_OTHERS = {"Search", "True", "False", "None", "authenticator", "Region", "Ordering", "Lasting", "key"}
# Django's sentences that are put together before a test can bracket them, and names of time zones.
ELSEWHERE = {"auth_user_password_change", "preferences"}
# Addresses, files, keys and time zones.
ADDRESS = re.compile(r"https?://\S+|\S+@\S+|\S+\.(?:rss|atom|csv|json|xml)\b|[\w-]*/\S+|\b[0-9a-f-]{8,}\b|\bUTC\b")
SPOKEN = {"alt", "title", "aria-label", "placeholder", "label"}
# Pages that are drawn alike for every model.
REPEATED = ("_history", "_delete", "_export", "_where_used", "_merge", "_remove", "_undo")
APPS = ("catalog", "news", "showsite", "auth")


class Heard(HTMLParser):
    """All that a page says: its text, and the words of attributes that people meet."""

    def __init__(self, html):
        super().__init__()
        self.text, self.attributes, self.unheard, self.stack = [], [], 0, []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "meta":
            spoken = given.get("name", given.get("property", "")) in {"description", "og:title", "og:description"}
            self.attributes += [given.get("content", "")] if spoken else []
        if given.get("type") != "hidden":
            self.attributes += [given[name] for name in SPOKEN & given.keys() if given[name]]
        if tag == "input" and given.get("type") in {"submit", "button", "reset"}:
            self.attributes.append(given.get("value", ""))
        self.attributes += [value for name, value in attrs if name.startswith("data-told") and value]
        if tag not in {"meta", "link", "input", "img", "br", "hr", "source", "use", "path", "rect", "circle", "wbr"}:
            silent = tag in {"script", "style", "textarea", "code"} or given.get("aria-hidden") == "true"
            self.stack.append((tag, silent))
            self.unheard += silent

    def handle_endtag(self, tag):
        while self.stack:
            opened, silent = self.stack.pop()
            self.unheard -= silent
            if opened == tag:
                break

    def handle_data(self, data):
        if not self.unheard:
            self.text.append(data)


@pytest.fixture
def bracketed(monkeypatch):
    """A language of brackets."""
    monkeypatch.setattr(translation._trans, "gettext", lambda message: f"⟦{message}⟧" if message else "")
    monkeypatch.setattr(translation._trans, "pgettext", lambda context, message: f"⟦{message}⟧")
    monkeypatch.setattr(translation._trans, "ngettext", lambda one, many, n: f"⟦{one if n == 1 else many}⟧")
    monkeypatch.setattr(translation._trans, "npgettext", lambda context, one, many, n: f"⟦{one if n == 1 else many}⟧")


def said_by_rows():
    """What rows say, the longest first: names, titles, texts, also within documents."""
    found = set()
    for app in APPS:
        for model in apps.get_app_config(app).get_models():
            kinds = (models.CharField, models.TextField, models.JSONField)
            fields = [field for field in model._meta.concrete_fields if isinstance(field, kinds)]
            choices = {field.attname for field in fields if field.choices}
            for row in model._base_manager.values_list(*[f.attname for f in fields if f.attname not in choices]):
                for value in row:
                    found |= set(_strings(value))
    return re.compile("|".join(rf"(?<!\w){re.escape(each)}(?!\w)" for each in sorted(found, key=len, reverse=True)))


def _strings(value):
    if isinstance(value, str):
        yield from (" ".join(part.split()) for part in BETWEEN.split(value) if len(part.strip()) > 1)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


def untranslated(html, rows, letters="A-Za-z"):
    heard = Heard(html)
    left = " ".join(" ".join(heard.text).split()) + "\n" + "\n".join(heard.attributes)
    while BRACKETED.search(left):
        left = BRACKETED.sub(" ", left)
    left = rows.sub(" ", left)
    left = re.sub(ADDRESS, " ", left).replace("JSON Feed", " ")
    return [word for word in re.findall(rf"(?<![\w*])[{letters}]{{2,}}(?![\w*])", left) if word not in NAMES]


def test_an_untranslated_word_is_found(bracketed):
    html = '<title>⟦News⟧ | Showsite</title><p>⟦Read <a href="/">⟦all⟧ of it</a> now.⟧ Salt Road <img alt="Oops">'

    assert untranslated(html, re.compile("Salt Road")) == ["Oops"]
    assert untranslated("<p>⟦Read it⟧ plainly</p>", re.compile("Salt Road")) == ["plainly"]


def test_readers_meet_no_word_that_cannot_be_translated(client, bracketed):
    world = World()
    world.fill(2)
    rows = said_by_rows()
    found = {}
    for name, (address, _count) in TABLE.items():
        response = client.get(address.format(**world.places))
        if response["Content-Type"].startswith("text/html"):
            found[name] = untranslated(response.content.decode(), rows)
    for address in ("/nothing/", "/series/?q=1", "/renewals/?decision=undecided", "/search/?q=nothing", "/search/"):
        found[address] = untranslated(client.get(address).content.decode(), rows)

    assert {name: words for name, words in found.items() if words} == {}


def test_editors_meet_no_word_that_cannot_be_translated(client, bracketed):
    things = a_thing_of_each_kind()
    things[Article].notes.create(text="x", token=uuid4(), noted_by=make.a_user())
    client.force_login(make.an_editor())
    rows = said_by_rows()
    found = {}
    for name, places in addresses():
        if name in ELSEWHERE or (name.endswith(REPEATED) and model_of(name) is not Season):
            continue
        response = client.get(place(name, places, things), QUERIES.get(name))
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            found[name] = set(untranslated(b"".join(response).decode(), rows)) - OF_OTHERS

    assert {name: words for name, words in found.items() if words} == {}
