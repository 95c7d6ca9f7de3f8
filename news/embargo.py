"""The embargo check: whether a run of eight words of a draft stands anywhere that readers can look.

What also stands in something public is no leak. Only the runs that were met are compared with what is public, so that
the check costs the same for any number of articles.
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from html import unescape
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from catalog.folding import fold
from catalog.models import Image
from news import outlets
from news.anonymous import answer
from news.documents import references, upgraded
from news.models.articles import Article
from news.models.revisions import Revision
from news.pressing import copy_of_article, copy_of_revision

LENGTH = 8
# How many of the runs that were met a line shows, and how many of the public stories on a page are compared.
SHOWN, COMPARED = 3, 100
# Answers from which it is known what readers get; what is behind any other is not.
TELLING = {200, 301, 302, 404, 410}
_ATTRIBUTES = re.compile(r"""\b(?:content|alt|title|aria-label|summary)="([^"]*)\"""")
_STORY = re.compile(r"/news/([-\w]+)/")


class Finding(NamedTuple):
    """One outlet: its name and address, the status of its answer, and what of the draft was met there."""

    name: str
    address: str
    status: int
    met: list[str]

    @property
    def is_clean(self) -> bool:
        return not self.met


def embargo_check(article: Article, revision: Revision | None = None) -> list[Finding]:
    """Each outlet with the words, addresses and pictures of a draft that readers can meet there now.

    The draft is the working copy, or one of its revisions.
    """
    now = timezone.now()
    copy = copy_of_revision(revision) if revision else copy_of_article(article)
    own = [*article.revisions.ever_live(now)]
    told = {run for seen in own for run in _runs_of(seen)}
    # In the order of the text.
    runs = [run for run in dict.fromkeys(_draft_runs(copy)) if run not in told]
    pictures = _secret_pictures(copy, now)
    secret_slug = copy.columns["slug"] if not any(seen.slug == copy.columns["slug"] for seen in own) else None
    findings = []
    about = outlets.about(copy.columns["title"], copy.columns["slug"], copy.links, now)
    for name, address, _slow in outlets.places(about):
        response = answer(address)
        met: list[str] = []
        if response.status_code not in TELLING:
            met = [_("It could not be looked at.")]
        elif response.status_code == 200:
            met = list(_met(response.content.decode(errors="replace"), runs, pictures, secret_slug))
        findings.append(Finding(name, address, response.status_code, met))
    for address in pictures.values():
        status = answer(address).status_code
        findings.append(Finding(_("Picture"), address, status, [address] if status == 200 else []))
    return findings


def _met(text: str, runs: list[str], pictures: dict[str, str], slug: str | None) -> Iterator[str]:
    # A sitemap is long, and holds addresses only, unless it is that of the news.
    readable = "" if "<urlset" in text[:200] and "/sitemap-news/" not in text[:300] else _readable(text)
    found = set(runs) & _all_runs(readable, {run.count(" ") + 1 for run in runs})
    if found:
        found -= _runs_of_stories(set(_STORY.findall(text)))
    shown = [run for run in runs if run in found]
    yield from shown[:SHOWN]
    if len(shown) > SHOWN:
        yield _("and %s more") % (len(shown) - SHOWN)
    yield from (digits for digits in pictures if digits in text)
    if slug and f"/news/{slug}/" in text:
        yield f"/news/{slug}/"


def _runs_of_stories(slugs: set[str]) -> set[str]:
    """The runs of the public stories that a page names."""
    public = Revision.objects.live().filter(slug__in=slugs)[:COMPARED]
    return {run for revision in public for run in _runs_of(revision)}


def _draft_runs(copy) -> Iterator[str]:
    for text in _texts(copy.columns["title"], copy.columns["lead"], copy.document):
        yield from _runs(text)


def _runs_of(revision: Revision) -> set[str]:
    texts = [*_texts(revision.title, revision.lead, upgraded(revision.document)), revision.note]
    return {run for text in texts for run in _runs(text)}


def _texts(title: str, lead: str, document: dict[str, Any]) -> Iterator[str]:
    yield from (title, lead)
    for block in document["blocks"]:
        for name in ("text", "caption", "heading"):
            if block.get(name):
                yield strip_tags(block[name].replace("<", " <"))


def _runs(text: str) -> Iterator[str]:
    """Every eight words in a row; of a shorter text of at least four words the whole."""
    words = fold(unescape(text)).split()
    if 4 <= len(words) < LENGTH:
        yield " ".join(words)
    for start in range(len(words) - LENGTH + 1):
        yield " ".join(words[start : start + LENGTH])


def _all_runs(text: str, lengths: Iterable[int]) -> set[str]:
    words = fold(text).split()
    return {" ".join(words[start : start + n]) for n in lengths for start in range(len(words) - n + 1)}


def _readable(text: str) -> str:
    """What an answer says, wherever it says it: in tags, attributes, escaped in a feed, or as JSON."""
    inner = unescape(text)
    data = " ".join(_strings_of_json(inner))
    attributes = " \n ".join(_ATTRIBUTES.findall(inner))
    bare = re.sub(r"<[^>]*>", " ", inner)
    return " ".join([unescape(bare), unescape(attributes), data])


def _strings_of_json(text: str) -> Iterator[str]:
    scripts = re.findall(r"<script[^>]*json[^>]*>(.*?)</script>", text, re.DOTALL)
    if text.lstrip().startswith(("{", "[")):
        scripts.append(text)
    for script in scripts:
        try:
            yield from _strings(json.loads(script))
        except ValueError:
            yield script


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


def _secret_pictures(copy, now: datetime) -> dict[str, str]:
    """The digits and an address of each picture of a draft that nothing public uses."""
    uuids = references(copy.document["blocks"])["image"]
    hero = copy.columns["hero_id"]
    ours = Image.objects.filter(uuid__in=uuids) | Image.objects.filter(pk=hero or 0)
    public = set(Image.objects.public(now).filter(pk__in=ours.values("pk")).values_list("pk", flat=True))
    return {image.address: image.rendition_address("wide", 640) for image in ours.distinct() if image.pk not in public}
