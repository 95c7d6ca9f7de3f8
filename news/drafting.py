"""Write the story: from a lead, a season or a series to a draft in which only prose is left to write."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from catalog.answers import has_begun
from catalog.axes import Axis, Certainty, Decision, Event, Label, Production, Release, Tier, Topic
from catalog.fuzzydates import FuzzyDate
from catalog.models import Quote, Season, Series, Source, StatusUpdate, Video
from catalog.moments import day_of
from catalog.rulings import NO, SeasonFacts, headline, season_facts
from news import headlines
from news.documents import FORMAT
from news.models import BLOCKS, Article, Claim, Kind
from news.models.blocks import Block
from news.resolving import resolve

# In the order of a story about a renewal. A text stands there always; the others when the catalog fills them.
ORDER = ["answer_box", "ratings", "fact_box", "rich_text", "crew", "quote", "cast", "facts", "video"]
MOST_QUOTES = 5
# An update that speaks of several of them is told as the first.
TOPICS = {
    Topic.TRAILER: Kind.TRAILER,
    Topic.CAST: Kind.CASTING,
    Topic.CREW: Kind.PRODUCTION,
    Topic.PLOT: Kind.NEWS,
    Topic.TITLE: Kind.NEWS,
}


@dataclass
class Plan:
    """A draft that is not made yet: what it is about, what it says is so, what it announces, and its blocks."""

    kind: str
    title: str
    subject: Season | Series
    claims: list[Claim] = field(default_factory=list)
    announces: list[StatusUpdate] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    @property
    def slug(self) -> str:
        return Article.objects.free_slug(self.title)

    @property
    def kind_word(self) -> str:
        return str(Kind(self.kind).label)

    @property
    def block_names(self) -> list[str]:
        return [str(block._meta.verbose_name) for block in self.blocks]


def plan(lead: StatusUpdate | Season | Series, at: datetime | None = None) -> Plan:
    """What a story about a lead is made of at a moment; nothing is written. ValidationError for a retracted update."""
    at = at or timezone.now()
    if isinstance(lead, StatusUpdate):
        planned = _of_update(lead, at)
    elif isinstance(lead, Season):
        planned = _of_season(lead, at)
    else:
        planned = _of_series(lead, at)
    planned.blocks = list(_blocks(planned.subject, at))
    return planned


@transaction.atomic
def write(planned: Plan, *, by, token: uuid.UUID, title: str = "") -> Article:
    """Make the draft of a plan, signed by who writes it, and press it. An article of one `token` is made once."""
    if made := Article.objects.filter(uuid=token).first():
        return made
    title = title or planned.title
    article = Article.objects.create(
        uuid=token,
        kind=planned.kind,
        title=title,
        slug=Article.objects.free_slug(title),
        created_by=by,
        changed_by=by,
    )
    for author in by.bylines.all()[:1]:
        article.author_rows.create(author=author)
    article.subjects.create(**{str(planned.subject._meta.model_name): planned.subject}, primary=True)
    article.announces.set(planned.announces)
    for claim in planned.claims:
        claim.article = article
        claim.full_clean()
        claim.save()
    for place, block in enumerate(planned.blocks, start=1):
        block.parent, block.region, block.ordering = article, Article.regions[0].key, 10 * place
        block.save()
    article.save_draft(by=by, version=article.version)
    return article


# -- what is told --------------------------------------------------------------------------------------------------


def _of_update(update: StatusUpdate, at: datetime) -> Plan:
    if update.is_retracted(at):
        raise ValidationError(_("This update was retracted: there is nothing to tell."), code="retracted")
    season = update.season
    facts = _facts_with(update, at)
    said = {axis for axis, ruling in _rulings(facts) if ruling.update == update}
    _region, premiere = headline(facts)
    if update.certainty == Certainty.RUMOUR:
        # What nobody stands for is asked, not told.
        kind, title = Kind.NEWS, headlines.of_decision(season, Decision.UNKNOWN)
    elif update.decision and update.decision != Decision.UNDECIDED:
        kind = Kind.CANCELLATION if update.decision in NO else Kind.RENEWAL
        title = headlines.of_decision(season, update.decision)
    elif any(row.event == Event.PREMIERE for row in update.dates.all()):
        stated = next(row.date for row in update.dates.all() if row.event == Event.PREMIERE)
        kind = Kind.DATE
        title = headlines.of_date(season, premiere.value if premiere.update == update else stated)
    elif topic := next((topic for topic in TOPICS if topic in update.topics), None):
        kind, title = TOPICS[topic], headlines.of_topic(season, topic)
    elif update.production not in {None, Production.UNKNOWN}:
        kind, title = Kind.PRODUCTION, headlines.of_production(season, str(update.get_production_display()))
    elif update.decision:
        kind, title = Kind.NEWS, headlines.of_decision(season, update.decision)
    else:
        kind, title = Kind.NEWS, headlines.of_season(season, _("what is new"))
    announces = [] if update.announced_by.exists() else [update]
    return Plan(kind, title, season, list(_claims(season, facts, said)), announces)


def _of_season(season: Season, at: datetime) -> Plan:
    state = season.state(at)
    facts = season_facts(_updates(season), at)
    today = day_of(at)
    date = state.premiere
    is_coming = not date.is_unknown and not has_begun(state, today) and (date.latest is None or date.latest >= today)
    if has_begun(state, today):
        kind, title = Kind.NEWS, headlines.of_season(season, _("what we know"))
    elif state.decision in NO:
        kind, title = Kind.CANCELLATION, headlines.of_decision(season, state.decision)
    elif state.decision == Decision.ORDERED and is_coming:
        kind, title = Kind.DATE, headlines.of_date(season, date)
    elif state.decision == Decision.ORDERED:
        kind, title = Kind.RENEWAL, headlines.of_decision(season, state.decision)
    else:
        kind, title = Kind.NEWS, headlines.of_decision(season, state.decision)
    told = {axis for axis in (Axis.DECISION, Axis.PREMIERE) if getattr(state, f"{axis.value}_update_id")}
    ruling = {getattr(state, f"{axis.value}_update_id") for axis in told}
    news = StatusUpdate.objects.news().standing(at).filter(pk__in=ruling, announced_by=None).order_by("pk")
    return Plan(kind, title, season, list(_claims(season, facts, told)), list(news))


def _of_series(series: Series, at: datetime) -> Plan:
    """Of the season that its label speaks of, as long as that has not begun; else of the series as a whole."""
    state = series.state(at)
    if state.season and not has_begun(state.season.state(at), day_of(at)):
        state.season.series = series
        return _of_season(state.season, at)
    kind = Kind.CANCELLATION if state.label in {Label.ENDED, Label.CANCELLED} else Kind.NEWS
    return Plan(kind, headlines.of_series(series, state.label), series)


# -- what it says is so --------------------------------------------------------------------------------------------


def _updates(season: Season):
    return list(season.updates.select_related("source").prefetch_related("dates"))


def _facts_with(update: StatusUpdate, at: datetime) -> SeasonFacts:
    """What stands about a season at a moment once an update is public, be it a draft still."""
    updates = _updates(update.season)
    for each in updates:
        if each == update and not each.is_public(at):
            each.public_from = at
            # A draft may be without its source yet; it counts for little then.
            each.source = each.source or Source(tier=Tier.DESK)
    return season_facts(updates, at)


def _rulings(facts: SeasonFacts) -> Iterator[tuple[Axis, Any]]:
    for axis in (Axis.DECISION, Axis.PRODUCTION, Axis.COMMISSIONER, Axis.IS_FINAL, Axis.RELEASE):
        yield axis, getattr(facts, axis)
    for axis, event in ((Axis.PREMIERE, Event.PREMIERE), (Axis.FINALE, Event.FINALE)):
        yield axis, headline(facts, event)[1]


def _claims(season: Season, facts: SeasonFacts, axes: set[Axis]) -> Iterator[Claim]:
    for axis, ruling in _rulings(facts):
        if axis not in axes or ruling.value in (Production.UNKNOWN, Release.UNKNOWN):
            continue
        claim = Claim(season=season, axis=axis)
        if isinstance(ruling.value, FuzzyDate):
            claim.date = ruling.value
        elif axis == Axis.COMMISSIONER:
            claim.network_id = ruling.value
        elif axis == Axis.IS_FINAL:
            claim.value = "yes" if ruling.value else "no"
        else:
            claim.value = ruling.value
        yield claim


# -- its blocks ----------------------------------------------------------------------------------------------------


def _blocks(subject: Season | Series, at: datetime) -> Iterator[Block]:
    """The blocks of a story about a subject, not stored; those that would show nothing are left out."""
    models = {model.type: model for model in BLOCKS}
    candidates: list[Block] = []
    for name in ORDER:
        if name == "quote":
            candidates += [models[name](quote=quote) for quote in _quotes(subject)]
        elif name == "video":
            candidates += [models[name](video=video) for video in _videos(subject)]
        elif name == "rich_text":
            candidates.append(models[name](text=_plot(subject)))
        else:
            candidates.append(models[name]())
    document = {
        "format": FORMAT,
        "article": str(uuid.uuid4()),
        "subject": {"type": subject._meta.model_name, "uuid": str(subject.uuid)},
        "blocks": [block.pressed() for block in candidates],
    }
    [drawn] = resolve([document], at, public=False)
    filled = {block["key"] for block in drawn}
    return (block for block in candidates if str(block.key) in filled or block.type == "rich_text")


def _about(model, subject):
    if isinstance(subject, Season):
        return model.objects.about_season(subject)
    return model.objects.filter(series=subject)


def _quotes(subject) -> list[Quote]:
    rows = _about(Quote, subject).for_listing()
    return list(rows.order_by("-said_on_latest", "-pk")[:MOST_QUOTES])


def _videos(subject) -> list[Video]:
    """One, the official trailer if there is one."""
    rows = sorted(_about(Video, subject).for_listing()[:50], key=lambda video: not video.is_official_trailer)
    return rows[:1]


def _plot(subject) -> str:
    """The synopsis as paragraphs to start from, where the words are ours."""
    if subject.synopsis_source_id:
        return ""
    parts = [part.strip() for part in subject.synopsis.split("\n\n") if part.strip()]
    return format_html_join("", "<p>{}</p>", ((part,) for part in parts))
