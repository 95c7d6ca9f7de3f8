"""Series: what they are called, where they run, what they have to do with each other."""

import uuid
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Coalesce, Substr
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.axes import Decision, Label
from catalog.folding import beginnings, search_name
from catalog.fuzzydates import Precision
from catalog.models.external_ids import ExternalId, ExternalIdQuerySet
from catalog.models.networks import Genre, Network
from catalog.models.removal import Removable, RemovableQuerySet
from catalog.models.slugs import Slugged, SluggedQuerySet
from catalog.paging import AlphabeticalQuerySet
from catalog.search.tokens import tokens


def _year_of(column: str):
    """The year of a day, as text: it is read from how databases write a day, which costs less than asking for it."""
    return Substr(Cast(column, models.CharField()), 1, 4)


# What `fold` writes.
FOLDED = ["search_name", "search_title", "search_tokens"]
OVER = {Label.CANCELLED, Label.ENDED, Label.NO_INFORMATION}


def current(day: date, state: str = "") -> tuple[Q, Q]:
    """Conditions on a state of a series: it goes on on a day; it was told within the year before that it does not."""
    goes_on = Q(**{f"{state}label__in": [label for label in Label.values if label not in OVER]})
    told = f"{state}season_state__decision_update__announced_on_latest__gte"
    over = Q(**{f"{state}label__in": OVER - {Label.NO_INFORMATION}, told: day - timedelta(days=365)})
    return goes_on, over


class SeriesQuerySet(SluggedQuerySet, AlphabeticalQuerySet, ExternalIdQuerySet, RemovableQuerySet):
    def public(self, at: datetime | None = None):
        """What readers may see at a moment."""
        return self.present().filter(published_at__lte=at or timezone.now())

    def shown_at_last(self, at: datetime) -> datetime | None:
        """The latest moment until one at which one of them was shown to readers."""
        shown = self.filter(published_at__lte=at).order_by("-published_at")
        return shown.values_list("published_at", flat=True).first()

    def as_of(self, at: datetime | None = None):
        """Each series with `known`, its state at a moment, and the season that the state speaks of."""
        at = at or timezone.now()
        holds = Q(states__valid_from__lte=at, states__valid_until__gt=at)
        return self.annotate(known=FilteredRelation("states", condition=holds)).select_related(
            "known__season", "known__season_state__decision_update__source", "known__season_state__commissioner"
        )

    def among(self, keys: Iterable[int]):
        """Those with one of some primary keys."""
        return self.filter(pk__in=keys)

    def for_listing(self, at: datetime | None = None):
        """With all that a line of a list shows: the state at a moment, poster and networks."""
        return self.as_of(at).select_related("poster").prefetch_related("network_rows__network")

    def with_ids(self):
        """With the numbers that others give them."""
        return self.prefetch_related("external_ids")

    def for_page(self, at: datetime | None = None):
        """With what the head of each page of a series shows."""
        return self.as_of(at).select_related(
            "poster", "synopsis_source", "known__season_state__premiere_update__source"
        )

    def labelled(self, label: str):
        """Those with a label at the moment of `as_of`."""
        return self.filter(known__label=label)

    def current(self, day: date):
        """Those that go on on the day of `as_of`, and those that were told within the year before that they do not."""
        goes_on, heard = current(day, "known__")
        return self.filter(goes_on | heard)

    def undated(self):
        """Those that come, or come back, and of which nobody has said when; in the order of their titles."""
        labels = [Label.IN_DEVELOPMENT, Label.COMING, Label.RENEWED, Label.RETURNING, Label.ON_A_BREAK]
        undated = self.filter(known__label__in=labels, known__returns_precision=Precision.UNKNOWN)
        return undated.alphabetical()

    def decided(self, decision: str):
        """Those of which the season that the state of `as_of` speaks of has a decision."""
        return self.filter(known__season_state__decision=decision)

    def decided_in(self, year: int):
        """Those of which that decision was announced in a year."""
        within = date(year, 1, 1), date(year, 12, 31)
        return self.filter(known__season_state__decision_update__announced_on_latest__range=within)

    def count_by_decision(self) -> dict[str, int]:
        """How many of them have each decision, in the order of the decisions."""
        rows = self.order_by().values_list("known__season_state__decision").annotate(Count("pk", distinct=True))
        counts = {decision or Decision.UNKNOWN: 0 for decision, _count in rows}
        for decision, count in rows:
            counts[decision or Decision.UNKNOWN] += count
        return {decision: counts[decision] for decision in Decision.values if decision in counts}

    def count_by_network_and_decision(self) -> list[tuple[Network | None, str, int]]:
        """How many of them each network has of each decision: the season's own network, or else the series' first."""
        first = SeriesNetwork.objects.filter(series=OuterRef("pk")).order_by("order", "pk").values("network")[:1]
        rows = (
            self.order_by()
            .annotate(
                by=Coalesce(
                    "known__season_state__commissioner_id", Subquery(first), output_field=models.BigIntegerField()
                )
            )
            .values_list("by", "known__season_state__decision")
            .annotate(Count("pk"))
        )
        networks = Network.objects.in_bulk([network for network, *_ in rows if network])
        return [(networks.get(network), decision or Decision.UNKNOWN, count) for network, decision, count in rows]

    def commissioned_by(self, network: Network):
        """Those of which a network commissions that season; where no season names one, those that it has first."""
        ahead = SeriesNetwork.objects.filter(series=OuterRef("series"), order__lt=OuterRef("order"))
        first = SeriesNetwork.objects.filter(~Exists(ahead), network=network).values("series")
        own = Q(known__season_state__commissioner=network)
        return self.filter(own | Q(known__season_state__commissioner=None, pk__in=first))

    def from_country(self, code: str):
        """Those that come from a country, alone or with others."""
        return self.filter(countries__contains=code)

    def in_genre(self, genre: Genre):
        return self.filter(genres=genre)

    def on_network(self, network: Network, at: datetime | None = None):
        """Those of a network, and those of which it commissions a season."""
        from catalog.models.states import SeasonState

        commissioned = SeasonState.objects.at(at).filter(commissioner=network)
        of_network = SeriesNetwork.objects.filter(network=network)
        return self.filter(Q(pk__in=of_network.values("series")) | Q(pk__in=commissioned.values("season__series")))

    def few(self, most: int) -> list[int] | None:
        """Their keys, unless there are more than so many: then None."""
        keys = list(self.order_by().values_list("pk", flat=True)[: most + 1])
        return keys if len(keys) <= most else None

    def begun_in(self, year: int, at: datetime | None = None):
        """Those that were first aired in a year, by their own first day or else by their first season's."""
        from catalog.models.states import SeasonState

        within = date(year, 1, 1), date(year, 12, 31)
        first = SeasonState.objects.at(at).filter(
            season__series=OuterRef("pk"), season__kind="regular", season__number=1, premiere_latest__range=within
        )
        return self.filter(Q(began_on__range=within) | Q(Exists(first), began_on=None))

    def count_by(self, name: str) -> dict:
        """How many of them have each thing that a relation or column holds, by its key; those without one left out."""
        rows = self.order_by().values_list(name).annotate(Count("pk", distinct=True))
        return {key: count for key, count in rows if key is not None}

    def count_by_network(self, networks, at: datetime | None = None) -> dict[int, int]:
        """How many of them are on each of some networks (`on_network`), by its key; those without one left out."""
        from catalog.models.states import SeasonState

        counts = Counter(self.filter(network_rows__network__in=networks).count_by("network_rows__network"))
        own = SeriesNetwork.objects.filter(series=OuterRef("season__series"), network=OuterRef("commissioner"))
        commissioned = SeasonState.objects.at(at).filter(commissioner__in=networks, season__series__in=self)
        others = commissioned.exclude(Exists(own)).order_by().values_list("commissioner")
        counts.update(dict(others.annotate(Count("season__series", distinct=True))))
        return counts

    def count_by_year(self, at: datetime | None = None) -> dict[int, int]:
        """How many of them were first aired in each year (`begun_in`), the latest year first."""
        from catalog.models.states import SeasonState

        counts: Counter[int] = Counter(self.annotate(_year=_year_of("began_on")).count_by("_year"))
        first = SeasonState.objects.at(at).filter(
            season__kind="regular", season__number=1, season__series__in=self.filter(began_on=None)
        )
        # A window of several years is named by its last, as a list by year has it.
        years = first.exclude(premiere_latest=None).annotate(_year=_year_of("premiere_latest"))
        counts.update(dict(years.order_by().values_list("_year").annotate(Count("season__series", distinct=True))))
        return {int(year): counts[year] for year in sorted(counts, reverse=True)}

    def search(self, text: str):
        """Those of which a title, in any language, has words that begin with each of the given ones."""
        found = self
        for word in beginnings(text):
            titles = OtherTitle.objects.filter(search_name__contains=f" {word}").values("series")
            found = found.filter(Q(search_name__contains=f" {word}") | Q(pk__in=titles))
        return found

    def settle(self) -> int:
        """Write down again what is known of these series, at every moment; how many of them had changed."""
        from catalog.models.states import settle

        return settle(self)


class Series(Slugged, Removable):
    class Kind(models.TextChoices):
        SCRIPTED = "scripted", _("Scripted")
        MINISERIES = "miniseries", _("Miniseries")
        ANIMATION = "animation", _("Animation")
        REALITY = "reality", _("Reality")
        TALK_SHOW = "talk_show", _("Talk show")
        NEWS = "news", _("News")
        DOCUMENTARY = "documentary", _("Documentary")
        GAME_SHOW = "game_show", _("Game show")
        VARIETY = "variety", _("Variety")
        SPORTS = "sports", _("Sports")
        PANEL_SHOW = "panel_show", _("Panel show")
        AWARD_SHOW = "award_show", _("Award show")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=300)
    original_title = models.CharField(_("original title"), max_length=300, blank=True)
    search_name = models.CharField(max_length=700, editable=False, default="")
    search_title = models.CharField(max_length=350, editable=False, default="", db_default="")
    search_tokens = models.TextField(editable=False, default="", db_default="")
    kind = models.CharField(_("kind"), max_length=11, choices=Kind, default=Kind.SCRIPTED)
    logline = models.CharField(_("logline"), max_length=300, blank=True, help_text=_("One sentence."))
    synopsis = models.TextField(_("synopsis"), blank=True, help_text=_("Plain text; an empty line parts paragraphs."))
    synopsis_source = models.ForeignKey(
        "Source",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("source of the synopsis"),
        help_text=_("Empty when the words are ours."),
    )
    genres = models.ManyToManyField(Genre, blank=True, related_name="series", verbose_name=_("genres"))
    networks = models.ManyToManyField(
        Network, through="SeriesNetwork", related_name="series", verbose_name=_("networks")
    )
    countries = models.CharField(
        _("countries of origin"),
        max_length=60,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{2}( [A-Z]{2})*$")],
        help_text=_("ISO 3166 codes with spaces between them: US CA."),
    )
    languages = models.CharField(
        _("languages"),
        max_length=60,
        blank=True,
        validators=[RegexValidator(r"^[a-z]{2,3}( [a-z]{2,3})*$")],
        help_text=_("ISO 639 codes with spaces between them: en ru."),
    )
    poster = models.ForeignKey(
        "Image", on_delete=models.PROTECT, null=True, blank=True, related_name="series", verbose_name=_("poster")
    )
    official_site = models.URLField(_("official site"), max_length=500, blank=True)
    # Catalogs often date a series without its seasons; what the seasons say comes first (`first_day`, `last_day`).
    began_on = models.DateField(_("first aired"), null=True, blank=True)
    ended_on = models.DateField(_("last aired"), null=True, blank=True)
    published_at = models.DateTimeField(_("public from"), null=True, blank=True, help_text=_("Empty: hidden."))
    # What an import wrote, to tell it apart from what an editor has set since.
    imported = models.JSONField(default=dict, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        verbose_name, verbose_name_plural = _("series"), pgettext_lazy("several", "series")
        indexes = [
            models.Index(fields=["published_at"], name="series_by_publication"),
            models.Index(fields=["search_name"], name="series_by_search_name"),
            models.Index(fields=["title", "id"], name="series_by_title"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "scripted",
                        "miniseries",
                        "animation",
                        "reality",
                        "talk_show",
                        "news",
                        "documentary",
                        "game_show",
                        "variety",
                        "sports",
                        "panel_show",
                        "award_show",
                    ]
                ),
                name="series_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(began_on=None) | Q(ended_on=None) | Q(ended_on__gte=F("began_on")),
                name="series_ends_after_it_began",
                violation_error_message=_("It cannot end before it begins."),
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, **kwargs):
        self.fold()
        super().save(**kwargs)

    def fold(self):
        """Fold what it is called into the columns that are searched."""
        self.search_name = search_name(self.title, self.original_title)
        self.search_title = search_name(self.title)
        self.search_tokens = tokens(self.title, self.original_title)
        return self

    @property
    def home(self):
        """The network of most importance to it, or None; reads the prefetched `network_rows`."""
        return next((row.network for row in self.network_rows.all()), None)

    def get_absolute_url(self):
        return reverse("catalog:series_detail", args=[self.slug])

    def now_at(self, path: str) -> str:
        from catalog.models.places import place_now

        return place_now(self, path)

    def is_public(self, at: datetime | None = None) -> bool:
        return bool(self.published_at and self.published_at <= (at or timezone.now()) and not self.removed_at)

    @property
    def was_public(self) -> bool:
        return bool(self.removed_at and self.published_at and self.published_at <= self.removed_at)

    def delete(self, **kwargs):
        """With its states, which say nothing without it. ValidationError for what readers saw."""
        with transaction.atomic():
            self.states.all().delete()
            return super().delete(**kwargs)

    def publish(self, at: datetime | None = None) -> None:
        """Show it to readers from a moment on; now, when none is given."""
        self.published_at = at or timezone.now()
        self.save(update_fields=["published_at"])

    def state(self, at: datetime | None = None):
        """What is known of it at a moment: a SeriesState."""
        return self.states.at(at).select_related("season").get()

    def settle(self) -> None:
        """Write down again what is known of it and its seasons, past, present and the future already known."""
        Series.objects.filter(pk=self.pk).settle()

    @transaction.atomic
    def add_season(self, **fields):
        """Make a season and settle the series by it."""
        season = self.seasons.create(**fields)
        self.settle()
        return season

    @transaction.atomic
    def rename(self, title: str) -> None:
        """Take another title; the present one stays among the other titles. The address does not change."""
        if title != self.title:
            self.other_titles.get_or_create(title=self.title)
            self.title = title
            self.save(update_fields=["title", *FOLDED])


class SeriesId(ExternalId):
    owner = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="external_ids")

    class Meta(ExternalId.Meta):
        verbose_name, verbose_name_plural = _("series id"), _("series ids")


class SeriesNetwork(models.Model):
    """A network of a series, in the order of its importance to it; the first is its home."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="network_rows")
    network = models.ForeignKey(Network, on_delete=models.PROTECT, verbose_name=_("network"), related_name="+")
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name, verbose_name_plural = _("network"), _("networks")
        constraints = [models.UniqueConstraint(fields=["series", "network"], name="network_once_per_series")]

    def __str__(self):
        return str(self.network)


class OtherTitle(models.Model):
    """Another title of a series: a translation, a working title, one it had before."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="other_titles")
    title = models.CharField(_("title"), max_length=300)
    language = models.CharField(_("language"), max_length=3, blank=True, help_text=_("ISO 639 code: ru."))
    search_name = models.CharField(max_length=350, editable=False, default="", db_index=True)
    search_tokens = models.TextField(editable=False, default="", db_default="")

    class Meta:
        ordering = ["pk"]
        verbose_name, verbose_name_plural = _("other title"), _("other titles")
        constraints = [models.UniqueConstraint(fields=["series", "title"], name="other_title_once_per_series")]

    def __str__(self):
        return self.title

    def save(self, **kwargs):
        self.fold()
        super().save(**kwargs)

    def fold(self):
        """Fold it into the columns that are searched."""
        self.search_name, self.search_tokens = search_name(self.title), tokens(self.title)
        return self


class SeriesRelationQuerySet(models.QuerySet):
    def to_public(self):
        """Those to public series, with these."""
        return self.filter(other__in=Series.objects.public()).select_related("other")

    def from_public(self):
        """Those of public series, with these."""
        return self.filter(series__in=Series.objects.public()).select_related("series")


class SeriesRelation(models.Model):
    """What a series is to another: `series` is a spin-off of `other`."""

    class Kind(models.TextChoices):
        SPIN_OFF = "spin_off", _("Spin-off of")
        REVIVAL = "revival", _("Revival of")
        REMAKE = "remake", _("Remake of")
        PREQUEL = "prequel", _("Prequel to")
        CROSSOVER = "crossover", _("Crossover with")
        FILM = "film", _("Film of")

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(_("kind"), max_length=9, choices=Kind)
    other = models.ForeignKey(
        Series, on_delete=models.PROTECT, related_name="relations_back", verbose_name=_("series")
    )

    objects = SeriesRelationQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "pk"]
        verbose_name, verbose_name_plural = _("relation"), _("relations")
        constraints = [
            models.UniqueConstraint(fields=["series", "kind", "other"], name="relation_stated_once"),
            models.CheckConstraint(
                condition=~Q(series=F("other")),
                name="relation_is_to_another",
                violation_error_message=_("A series has no relation to itself."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["spin_off", "revival", "remake", "prequel", "crossover", "film"]),
                name="relation_kind_known",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.other}"

    @property
    def kind_backwards(self):
        """The same seen from the other side, as words."""
        return {
            "spin_off": _("Spin-off"),
            "revival": _("Revival"),
            "remake": _("Remake"),
            "prequel": _("Prequel"),
            "crossover": _("Crossover with"),
            "film": _("Film"),
        }[self.kind]
