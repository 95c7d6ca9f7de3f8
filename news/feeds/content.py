"""The words of entries: title and summary as plain text, and the content as HTML that can be read anywhere.

What the words rest on is handed in; nothing here asks the database or the clock. Words of the site are in its
language, and what is in another one says so.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog.answers import Answer, said_by_axis
from catalog.axes import Axis, Certainty, Decision, decision_word
from catalog.fuzzydates import FuzzyDate
from catalog.models import PremiereState, Season, StatusUpdate
from catalog.moments import day_of
from catalog.regions import WORLDWIDE, region_name
from catalog.templatetags.marks import is_check
from news.absolute import absolute, with_absolute_addresses
from news.feeds.entries import Byline, Entry
from news.feeds.pictures import fed
from news.models import Correction, Link, Revision
from news.richtext import first_words, plain
from news.stories import subjects_among

# A summary of a story without a lead.
WORDS = 40
# What titles tell of an update, in this order; where it says nothing of it, all that it says.
HEADLINES = [Axis.DECISION, Axis.PREMIERE, Axis.FINALE, Axis.IS_FINAL]
# Whose words say little without the name of the axis.
NAMED = {Axis.DECISION, Axis.PRODUCTION, Axis.COMMISSIONER, Axis.RELEASE}


def line(text: object) -> str:
    """Plain text on one line, of signs that every format can hold."""
    return " ".join(plain(str(text)).split())


def _html(name: str, url: str, **context: Any) -> str:
    html = render_to_string(f"news/feeds/{name}.html", context)
    # Templates leave empty lines, which nobody has to be sent.
    html = "\n".join(each.strip() for each in html.split("\n") if each.strip())
    return plain(with_absolute_addresses(html, url))


# -- stories ------------------------------------------------------------------------------------------------------


def story(
    revision: Revision,
    *,
    tag: str,
    blocks: list[dict[str, Any]],
    links: Sequence[Link],
    corrections: list[Correction],
    newer: list[dict[str, Any]],
    at: datetime,
) -> Entry:
    """A live story in full at a moment.

    `blocks` are resolved, `links` are its own, `newer` is what `newer_facts` tells of it.
    What changes by itself, such as a cast, is linked and not copied: the story did not change. The answer is copied.
    """
    assert revision.first_published_at and revision.updated_at
    url = absolute(revision.get_absolute_url())
    own = get_language()
    content = _html(
        "story",
        url,
        revision=revision,
        blocks=blocks,
        corrections=corrections,
        corrections_in_text=any(block["type"] == "correction" for block in blocks),
        today=day_of(at),
        newer=newer,
        language_around=own if revision.language != own else "",
    )
    prose = "".join(block["html"] for block in blocks if block["type"] == "rich_text")
    summary = line(revision.lead) or line(first_words(prose, WORDS)) or line(revision.title)
    return Entry(
        tag=tag,
        url=url,
        title=line(revision.title),
        summary=summary,
        # Formats ask for some.
        content=content or format_html("<p>{}</p>", summary),
        published=revision.first_published_at,
        updated=revision.updated_at,
        bylines=_bylines(revision, links),
        categories=(str(revision.get_kind_display()), *_subjects(links, at)),
        language=revision.language,
        picture=fed(revision.hero),
    )


def _bylines(revision: Revision, links: Iterable[Link]) -> tuple[Byline, ...]:
    authors = [link.author for link in links if link.author_id]
    if not authors:
        return (Byline(line(revision.author_names)),) if revision.author_names else ()
    return tuple(Byline(line(author.byline), absolute(author.get_absolute_url())) for author in authors)


def _subjects(links: Iterable[Link], at: datetime) -> list[str]:
    """The series and people that it is about, by name."""
    named = [each.series if isinstance(each, Season) else each for each in subjects_among(links, at)]
    return list(dict.fromkeys(line(each) for each in named))


def withdrawn(*, tag: str, url: str, published: datetime, at: datetime, day: date, reason: str) -> Entry:
    """What stands in the place of a story that was withdrawn: no word of it."""
    return _gone("withdrawn", _("A story withdrawn"), tag, url, published, at, day=day, reason=reason)


def expired(*, tag: str, url: str, published: datetime, at: datetime) -> Entry:
    """What stands in the place of a story whose time is over."""
    return _gone("expired", _("A story no longer shown"), tag, url, published, at)


def erased(*, tag: str, url: str, published: datetime, at: datetime) -> Entry:
    """What stands in the place of a story that was erased."""
    return _gone("erased", _("Removed for legal reasons"), tag, url, published, at)


def _gone(name, title, tag, url, published, at, **context):
    content = _html(f"story_{name}", url, **context)
    return Entry(
        tag=tag,
        url=url,
        title=title,
        summary=line(first_words(content, WORDS)),
        content=content,
        published=published,
        updated=at,
        bylines=(),
        categories=(),
        language=get_language(),
    )


# -- what is said about seasons -----------------------------------------------------------------------------------


def update(update: StatusUpdate, *, tag: str, url: str, answer: Answer | None, at: datetime) -> Entry:
    """What somebody said, dated when it became public. Retracted at a moment, it says so first.

    The season comes with its series; `answer` is the one on it when the update became public, or was retracted.
    Readers keep what they read, and an entry that changes with each later word is read again for nothing.
    """
    assert update.public_from
    taken_back_at = update.retracted_at if update.is_retracted(at) else None
    title = _title(update)
    return Entry(
        tag=tag,
        url=url,
        title=_("%(title)s (retracted)") % {"title": title} if taken_back_at else title,
        summary=_retracted(update) if taken_back_at else line(update.summary),
        content=_of_update(
            "update", update, url, answer, taken_back_at or update.public_from, is_retracted=bool(taken_back_at)
        ),
        published=update.public_from,
        updated=taken_back_at or update.public_from,
        bylines=(),
        categories=(_("Status update"), str(update.get_certainty_display()), line(update.season.series)),
        language=get_language(),
        rights=_rights(update),
        source_url=update.source.url if update.source else "",
    )


def retraction(update: StatusUpdate, *, tag: str, url: str, answer: Answer | None) -> Entry:
    """That something was taken back, when and why; `answer` is the one on the season then."""
    assert update.retracted_at
    return Entry(
        tag=tag,
        url=url,
        title=_("Retracted: %(title)s") % {"title": _title(update)},
        summary=_retracted(update),
        content=_of_update("retraction", update, url, answer, update.retracted_at),
        published=update.retracted_at,
        updated=update.retracted_at,
        bylines=(),
        categories=(_("Retraction"), line(update.season.series)),
        language=get_language(),
        rights=_rights(update),
        source_url=update.source.url if update.source else "",
    )


def _of_update(name, update, url, answer, moment, **context):
    season = update.season
    return _html(
        name,
        url,
        update=update,
        season=season,
        said=_lines(update),
        is_check=is_check(update),
        answer=answer,
        moment=moment,
        **context,
    )


def _retracted(update):
    return line(_("Retracted: %(reason)s") % {"reason": update.retraction_reason})


def _said(update: StatusUpdate) -> list[tuple[Axis, str]]:
    """What it says on each axis, in words; the decision in the word for its season."""
    said = [each for each in said_by_axis(update) if each[0] != Axis.DECISION]
    if not update.decision:
        return said
    word = decision_word(update.decision, is_first=update.season.number == 1)
    return [(Axis.DECISION, _("no decision") if update.decision == Decision.UNDECIDED else str(word)), *said]


def _lines(update: StatusUpdate) -> list[str]:
    """The same, a line each."""
    return [f"{axis.label}: {words}" if axis in NAMED else capfirst(words) for axis, words in _said(update)]


def _title(update: StatusUpdate) -> str:
    """Season and what is said of it in a few words; how sure that is, unless it is official."""
    titles = {
        Certainty.OFFICIAL: _("%(season)s: %(said)s"),
        Certainty.REPORTED: _("%(season)s: %(said)s (reported)"),
        Certainty.ESTIMATED: _("%(season)s: %(said)s (estimated)"),
        Certainty.RUMOUR: _("%(season)s: %(said)s (a rumour)"),
    }
    certainty = Certainty.OFFICIAL if is_check(update) else Certainty(update.certainty)
    said = _said(update)
    told = [words for headline in HEADLINES for axis, words in said if axis == headline]
    told = told or [words for _axis, words in said] or [update.summary]
    return line(titles[certainty] % {"season": update.season, "said": "; ".join(told)})


def _rights(update: StatusUpdate) -> str:
    """On what terms it may be used, where it comes from a catalog that sets some."""
    if update.source and update.source.domain == "tvmaze.com":
        return _("Facts from TVmaze, used under CC BY-SA 4.0.")
    return ""


def premiere(
    state: PremiereState, before: FuzzyDate, *, tag: str, url: str, season: Season, answer: Answer | None
) -> Entry:
    """That the date of a premiere was set, moved or withdrawn; `before` is what was known until then.

    `answer` is the one on the season when that became public.
    """
    now, event = state.starts, _event(state)
    if now.is_unknown:
        kind, title = _("Date withdrawn"), _("%(season)s, %(event)s: date withdrawn (was: %(before)s)")
    elif before.is_unknown:
        kind, title = _("Date set"), _("%(season)s, %(event)s: %(now)s")
    else:
        kind, title = _("Date moved"), _("%(season)s, %(event)s: %(now)s (was: %(before)s)")
    title = line(title % {"season": season, "event": event, "now": now, "before": before})
    update = state.update
    about = {"state": state, "before": before, "season": season, "update": update}
    content = _html("premiere", url, **about, answer=answer, moment=state.valid_from)
    return Entry(
        tag=tag,
        url=url,
        title=title,
        summary=line(update.summary) if update else title,
        content=content,
        published=state.valid_from,
        updated=state.valid_from,
        bylines=(),
        categories=(_("Premiere"), kind, line(season.series)),
        language=get_language(),
        rights=_rights(update) if update else "",
        source_url=update.source.url if update and update.source else "",
    )


def _event(state: PremiereState) -> str:
    part, region = state.premiere.part, state.premiere.region
    event = _("premiere")
    if part > 1:
        event = _("%(event)s of part %(part)s") % {"event": event, "part": part}
    if region != WORLDWIDE:
        event = _("%(event)s (%(region)s)") % {"event": event, "region": region_name(region)}
    return event


def correction(correction: Correction, *, tag: str, url: str) -> Entry:
    """What was wrong in a story, and what is right; `correction.revision` is what it was made into."""
    revision = correction.revision
    return Entry(
        tag=tag,
        url=url,
        title=line(_("Correction: %(title)s") % {"title": revision.title}),
        summary=line(correction.text),
        content=_html("correction", url, correction=correction, revision=revision),
        published=correction.made_at,
        updated=correction.made_at,
        bylines=(),
        categories=(str(correction.get_kind_display()),),
        language=revision.language,
    )
