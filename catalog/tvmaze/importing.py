"""Shows of TVmaze taken into the catalog. What an editor has set is kept, and nothing is ever matched by name."""

from collections.abc import Iterable
from copy import deepcopy

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.folding import fold
from catalog.models import AuditEntry, Genre, Network, NetworkId, Rating, Series, SeriesId, SeriesNetwork
from catalog.models.external_ids import Provider
from catalog.tvmaze.fields import Outcome
from catalog.tvmaze.log import log_of
from catalog.tvmaze.people import Credits, Jobs
from catalog.tvmaze.records import EpisodeRecord, NetworkRecord, SeasonRecord, ShowRecord, last_change
from catalog.tvmaze.statuses import Statement, source_of, write_with_source

RATED_BY = "TVmaze"


class Importer:
    """Takes in one record after the other; remembers the small tables that all of them share."""

    def __init__(self, *, publish: bool = False):
        self.publish = publish
        self._forget()

    def _forget(self):
        self.jobs = Jobs()
        self.genres = {fold(genre.name): genre for genre in Genre.objects.all()}
        self.networks: dict[NetworkRecord, Network] = {}

    def take(self, show: ShowRecord) -> tuple[Series, Outcome]:
        """Take in a show, all of it or nothing. Raises what the database or a verb has against it."""
        try:
            with transaction.atomic():
                return self._take(show)
        except Exception:
            # What was made for it is gone again.
            self._forget()
            raise

    def take_episodes(self, show_id: int, episodes: Iterable[EpisodeRecord]) -> Outcome | None:
        """Take in what single episodes tell of seasons: the day of the first. None for a series that is not here."""
        with transaction.atomic():
            series = self._here(Provider.TVMAZE, show_id)
            if series is None:
                return None
            before, outcome = deepcopy(series.imported), Outcome(series.title)
            firsts = {e.season: e.aired_on for e in episodes if e.number == 1 and e.aired_on}
            listed = set(series.seasons.regular().values_list("number", flat=True))
            seasons = [SeasonRecord(number, day) for number, day in sorted(firsts.items()) if number not in listed]
            if seasons:
                seen_on = last_change(series.imported["as_of"]["show"]) if "as_of" in series.imported else None
                source = source_of(series, ShowRecord.url_of(show_id))
                statement = Statement(series, source, seen_on or timezone.localdate(), outcome)
                statement.seasons(seasons, series.imported.get("country", ""), {}, baseline=True)
            self._finish(series, before, outcome)
        return outcome

    def _take(self, show: ShowRecord) -> tuple[Series, Outcome]:
        outcome = Outcome(show.title)
        series = self._found(show, outcome)
        if series is None:
            series, outcome.created = self._made(show), True
        before = deepcopy(series.imported)
        as_of = series.imported.setdefault("as_of", {})
        networks = self._networks(show)
        statement = Statement(series, source_of(series, show.url), show.said_on, outcome)
        # An answer that is older than what was taken in before adds only what nobody has said since.
        for part, is_told, take in (
            ("seasons", show.seasons is not None, lambda: self._seasons(series, show, statement, networks)),
            ("show", True, lambda: self._facts(series, show, statement, networks, outcome)),
            ("cast", show.cast is not None, lambda: Credits(series, outcome).cast(show.cast or [])),
            ("crew", show.crew is not None, lambda: Credits(series, outcome).crew(show.crew or [], self.jobs)),
        ):
            if is_told and as_of.get(part, 0) <= show.updated:
                take()
                as_of[part] = show.updated
            elif is_told:
                outcome.older.append(part)
        self._finish(series, before, outcome)
        return series, outcome

    def _finish(self, series: Series, before: dict, outcome: Outcome) -> None:
        if outcome.changed or outcome.created or series.imported != before:
            series.save()
        if outcome.changed or outcome.created:
            series.settle()
            AuditEntry.objects.write_all(log_of(series, outcome))

    # -- the series ----------------------------------------------------------------------------------------------

    def _here(self, provider: str, value: str | int) -> Series | None:
        """The series that a database knows by an id, locked: an editor who saves it waits, or is waited for."""
        found = Series.objects.known_as(provider, value).values("pk")
        return Series.objects.select_for_update().filter(pk__in=found).first()

    def _found(self, show: ShowRecord, outcome: Outcome) -> Series | None:
        """The series that TVmaze means: by its own id, else by IMDb's, unless that one is another show of TVmaze's."""
        series = self._here(Provider.TVMAZE, show.id)
        if series is None and Provider.IMDB in show.ids:
            series = self._here(Provider.IMDB, show.ids[Provider.IMDB])
            if series and series.external_ids.filter(provider=Provider.TVMAZE).exists():
                return None
            if series:
                SeriesId.objects.create(owner=series, provider=Provider.TVMAZE, value=show.id)
                outcome.changed.add("ids")
        return series

    def _made(self, show: ShowRecord) -> Series:
        began_on = show.fields.get("began_on")
        hints = [str(began_on.year)] if began_on else []
        hints += show.fields.get("countries", "").split()[:1]
        series = Series(title=show.title, slug=Series.objects.free_slug(show.title, hints=hints))
        series.imported = {"title": show.title, "called": show.title, "kind": series.kind}
        series.save()
        SeriesId.objects.create(owner=series, provider=Provider.TVMAZE, value=show.id)
        return series

    def _facts(self, series, show: ShowRecord, statement: Statement, networks: dict, outcome: Outcome) -> None:
        self._title(series, show, statement, outcome)
        write_with_source(series, show.fields, statement.source, outcome)
        if show.unknown_language:
            outcome.notes.append(_("the language “%s” is not known") % show.unknown_language)
        self._ids(series, show, outcome)
        self._genres(series, show, outcome)
        self._series_networks(series, show, networks, outcome)
        self._rating(series, show, outcome)
        statement.status(show.status)
        if self.publish and "published" not in series.imported and not series.published_at:
            series.published_at = statement.recorded_at
            outcome.changed.add("published")
            series.imported["published"] = True
        elif self.publish and not series.published_at:
            outcome.kept.add("published")

    def _title(self, series: Series, show: ShowRecord, statement: Statement, outcome: Outcome) -> None:
        before = series.imported.get("called")
        series.imported["called"] = show.title
        if before and before != show.title:
            statement.title(show.title, before)
            outcome.changed.add("title")
        if series.title == show.title:
            return
        if series.title == series.imported.get("title"):
            series.rename(show.title)
            series.imported["title"] = show.title
        else:
            outcome.kept.add("title")

    def _ids(self, series: Series, show: ShowRecord, outcome: Outcome) -> None:
        present = {row.provider: row for row in series.external_ids.all()}
        written = series.imported.setdefault("ids", {})
        for provider, value in show.ids.items():
            row = present.get(provider)
            if row and row.value == value:
                continue
            other = Series.objects.known_as(provider, value).exclude(pk=series.pk).first()
            if other:
                outcome.notes.append(_("%(id)s belongs to “%(other)s”") % {"id": value, "other": other})
            elif row is None and provider not in written:
                SeriesId.objects.create(owner=series, provider=provider, value=value)
            elif row and written.get(provider) == row.value:
                row.value = value
                row.save(update_fields=["value"])
            else:
                outcome.kept.add("ids")
                continue
            if not other:
                written[provider] = value
                outcome.changed.add("ids")

    def _genres(self, series: Series, show: ShowRecord, outcome: Outcome) -> None:
        wanted = sorted(self._genre(name).name for name in show.genres)
        present = sorted(series.genres.values_list("name", flat=True))
        if present == wanted:
            return
        if present == series.imported.get("genres", []):
            series.genres.set([self._genre(name) for name in wanted])
            series.imported["genres"] = wanted
            outcome.changed.add("genres")
        else:
            outcome.kept.add("genres")

    def _genre(self, name: str) -> Genre:
        genre = self.genres.get(fold(name))
        if genre is None:
            genre = self.genres[fold(name)] = Genre.objects.create(name=name, slug=Genre.objects.free_slug(name))
        return genre

    def _series_networks(self, series: Series, show: ShowRecord, networks: dict, outcome: Outcome) -> None:
        wanted = list(dict.fromkeys(networks[record].pk for record in show.networks))
        present = list(series.network_rows.values_list("network", flat=True))
        if show.networks:
            series.imported["country"] = show.networks[0].country
        if present == wanted:
            return
        if present == series.imported.get("networks", []):
            series.network_rows.all().delete()
            SeriesNetwork.objects.bulk_create(
                [SeriesNetwork(series=series, network_id=pk, order=order) for order, pk in enumerate(wanted)]
            )
            series.imported["networks"] = wanted
            outcome.changed.add("networks")
        else:
            outcome.kept.add("networks")

    def _networks(self, show: ShowRecord) -> dict[NetworkRecord, Network]:
        """All networks that a show names, its seasons' too."""
        records = [*show.networks, *(season.network for season in show.seasons or [] if season.network)]
        return {record: self._network(record) for record in dict.fromkeys(records)}

    def _network(self, record: NetworkRecord) -> Network:
        network = self.networks.get(record)
        if network is None:
            network = Network.objects.known_as(record.provider, record.id).first()
            if network is None:
                network = Network.objects.create(
                    name=record.name,
                    slug=Network.objects.free_slug(record.name, hints=[record.country]),
                    kind=record.kind,
                    country=record.country,
                    official_site=record.official_site,
                )
                NetworkId.objects.create(owner=network, provider=record.provider, value=record.id)
            self.networks[record] = network
        return network

    def _rating(self, series: Series, show: ShowRecord, outcome: Outcome) -> None:
        """A snapshot of the day, unless it says what the last one said."""
        if show.rating is None:
            return
        ratings = series.ratings.filter(provider=RATED_BY, season=None)
        latest = ratings.filter(taken_on__lte=show.said_on).order_by("-taken_on").first()
        if latest and (latest.value == show.rating or latest.taken_on == show.said_on):
            return
        Rating.objects.create(series=series, provider=RATED_BY, value=show.rating, taken_on=show.said_on, url=show.url)
        outcome.changed.add("rating")

    def _seasons(self, series: Series, show: ShowRecord, statement: Statement, networks: dict) -> None:
        country = show.networks[0].country if show.networks else ""
        first_sight = "seasons" not in series.imported["as_of"]
        statement.seasons(show.seasons or [], country, networks, baseline=first_sight)
