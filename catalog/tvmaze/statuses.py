"""What TVmaze says about seasons, recorded by the same verbs as an editor's word.

TVmaze gives a series one status and never says of which season. What it says of the future ("Ended", "To Be
Determined", "In Development") it therefore says of the next season, whose number nobody knows; no number is ever
guessed. A season that it lists with a day was made, so it was ordered.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from catalog.axes import Certainty, Decision, Event, Production, Release, Tier, Topic
from catalog.fuzzydates import FuzzyDate
from catalog.models import Network, Season, Series, Source, StatusUpdate
from catalog.regions import WORLDWIDE
from catalog.rulings import NO
from catalog.tvmaze.fields import Outcome, write
from catalog.tvmaze.records import SeasonRecord

AXES: dict[str, dict[str, str]] = {
    "Ended": {"decision": Decision.ENDED},
    "To Be Determined": {"decision": Decision.UNDECIDED},
    "In Development": {"production": Production.DEVELOPMENT},
    "Running": {},
}


def source_of(series: Series, url: str) -> Source:
    """TVmaze's page of a show, one source for all that it says."""
    source = Source.objects.filter(url=url, tier=Tier.CATALOG).first()
    return source or Source.objects.create(
        url=url,
        publisher="TVmaze",
        title=series.title,
        tier=Tier.CATALOG,
        language="en",
        accessed_on=timezone.localdate(),
    )


class Statement:
    """All that TVmaze says in one answer about the seasons of a series. The caller settles the series afterwards."""

    def __init__(self, series: Series, source: Source, said_on: date, outcome: Outcome):
        self.series, self.source, self.said_on, self.outcome = series, source, said_on, outcome
        # Without the embargo of a moment: an import's word is public as soon as the series is.
        self.recorded_at = timezone.now()

    # -- the series as a whole -----------------------------------------------------------------------------------

    def status(self, status: str) -> None:
        """Record a status: in the timeline alone at first sight, as news when it has changed."""
        before = self.series.imported.get("status")
        if status == before:
            return
        self.series.imported["status"] = status
        self.outcome.changed.add("status")
        if before is None and not AXES[status]:
            return
        season = self._next_season() if AXES[status] else self._newest_season()
        self._retract(status)
        self._record(season, self._status_words(status), baseline=before is None, **AXES[status])

    def title(self, title: str, before: str) -> None:
        """Record that the series has another title."""
        words = {"new": Truncator(title).chars(110), "old": Truncator(before).chars(110)}
        self._record(
            self._newest_season(),
            _("TVmaze calls the series “%(new)s”; before, it was “%(old)s”.") % words,
            topics=[Topic.TITLE],
        )

    def _status_words(self, status: str) -> str:
        return {
            "Ended": _("TVmaze lists the series as ended."),
            "To Be Determined": _("TVmaze lists the future of the series as to be determined."),
            "In Development": _("TVmaze lists the series as in development."),
            "Running": _("TVmaze lists the series as running."),
        }[status]

    def _retract(self, status: str) -> None:
        """Take back what TVmaze no longer says. A decision after "undecided" is no contradiction: both stand."""
        for update in StatusUpdate.objects.standing().filter(
            season__series=self.series, season__number=None, source=self.source
        ):
            is_status = update.decision in {Decision.ENDED, Decision.UNDECIDED} or update.production
            goes_on = status == "Ended" and update.decision == Decision.UNDECIDED
            if is_status and not goes_on:
                update.retract(_("TVmaze now lists the series as “%s”.") % status)

    def _next_season(self) -> Season:
        season = self.series.seasons.filter(number=None).first()
        if season is None:
            season = Season.objects.create(series=self.series)
            self.outcome.made.append(season)
        return season

    def _newest_season(self) -> Season:
        """The season under which a reader looks for news of the series: the next, if there is talk of one."""
        return (
            self.series.seasons.regular().order_by(F("number").desc(nulls_first=True)).first() or self._next_season()
        )

    # -- its seasons ---------------------------------------------------------------------------------------------

    def seasons(self, records: Iterable[SeasonRecord], country: str, networks: dict, *, baseline: bool) -> None:
        """Record the seasons that are listed. `country` is where they air when they do not say it themselves."""
        known = {season.number: season for season in self.series.seasons.regular()}
        seen = self.series.imported.setdefault("seasons", [])
        for record in records:
            season = known.get(record.number)
            if season is None and record.number in seen:
                # An editor has deleted it.
                self.outcome.kept.add(f"season {record.number}")
                continue
            if record.number not in seen:
                seen.append(record.number)
            if season is None:
                season = self._was_next(record, known, baseline=baseline) or Season(
                    series=self.series, number=record.number
                )
                known[record.number] = season
                self.outcome.changed.add(f"season {record.number}")
            self._season(season, record, country, networks, baseline=baseline)

    def _was_next(self, record: SeasonRecord, known: dict[int | None, Season], *, baseline: bool) -> Season | None:
        """The next season, given its number, if it was spoken of as coming before this one began."""
        next_season, numbers = known.get(None), [number for number in known if number is not None]
        if next_season is None or any(number > record.number for number in numbers):
            return None
        state = next_season.state()
        ruling = state.decision_update or state.production_update
        if ruling is None or state.decision in NO:
            return None
        # Without a day, a season is the coming one when an earlier list of the seasons did not have it.
        if not (ruling.said_by < record.premiere if record.premiere else not baseline):
            return None
        next_season.number_as(record.number)
        del known[None]
        if record.premiere and record.premiere <= self.said_on:
            # The status was said of this season. If it still holds, it is now said of the one after it.
            self.series.imported["status"] = "Running"
        return next_season

    def _season(self, season: Season, record: SeasonRecord, country: str, networks: dict, *, baseline: bool) -> None:
        prefix, is_new = f"season {record.number} ", season.pk is None
        if write_with_source(season, record.fields, self.source, self.outcome, prefix=prefix) or is_new:
            season.save()
        if is_new:
            self.outcome.made.append(season)
        stated = {
            Event.PREMIERE: record.premiere and record.premiere.isoformat(),
            Event.FINALE: record.finale and record.finale.isoformat(),
        }
        before = {event: season.imported.get(event) for event in stated}
        if stated == before:
            return
        region = season.imported.setdefault("region", (record.network and record.network.country) or country)
        network: Network | None = networks.get(record.network)
        axes: dict[str, Any] = {}
        if not any(before.values()) and record.premiere:
            axes["decision"] = Decision.ORDERED
            if network:
                axes["commissioner"] = network
            if record.premiere == record.finale and (record.fields.get("episode_count") or 0) > 1:
                axes["release"] = Release.ALL_AT_ONCE
        self._record(
            season,
            self._dates_words(season, record),
            baseline=baseline,
            dates=[
                (event, region or WORLDWIDE, 1, FuzzyDate.day(day) if day else FuzzyDate.UNKNOWN)
                for event, day in ((Event.PREMIERE, record.premiere), (Event.FINALE, record.finale))
                if stated[event] != before[event]
            ],
            **axes,
        )
        season.imported |= stated
        season.save(update_fields=["imported"])
        self.outcome.changed.add(f"{prefix}dates")

    def _dates_words(self, season: Season, record: SeasonRecord) -> str:
        words: dict[str, Any] = {"number": season.number}
        if record.premiere is None:
            return _("TVmaze no longer gives season %(number)s a day.") % words
        words["first"] = FuzzyDate.day(record.premiere)
        if record.finale is None:
            return _("TVmaze lists season %(number)s from %(first)s on.") % words
        words["last"] = FuzzyDate.day(record.finale)
        if record.premiere == record.finale:
            return _("TVmaze lists season %(number)s on %(first)s.") % words
        return _("TVmaze lists season %(number)s from %(first)s to %(last)s.") % words

    def _record(self, season: Season, summary: str, *, baseline: bool = False, **said) -> None:
        season.record(
            on=self.said_on,
            source=self.source,
            certainty=Certainty.REPORTED,
            summary=summary,
            public_from=self.recorded_at,
            baseline=baseline,
            settle=False,
            **said,
        )


def write_with_source(row, fields: dict[str, Any], source: Source, outcome: Outcome, *, prefix: str = "") -> bool:
    """`write`, and with a synopsis the source that it is from."""
    synopsis = row.synopsis
    changed = write(row, fields, outcome, prefix=prefix)
    if row.synopsis != synopsis:
        row.synopsis_source = source if row.synopsis else None
    return changed
