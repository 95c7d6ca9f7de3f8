"""Revisions: pressed copies of articles, and the one public gate."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, Max, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.axes import Decision
from catalog.folding import SLUG_LENGTH, beginnings, search_name
from catalog.models import Genre, Image, Network, Person, Season, SeasonState, Series, SeriesState
from catalog.moments import FOREVER, midnight
from news.models.kinds import Kind
from news.paging import PAGE_SIZE, Page, page_before

if TYPE_CHECKING:
    from news.models.links import Link


class RevisionQuerySet(models.QuerySet):
    def live(self, at: datetime | None = None):
        """What readers may see at a moment. Every public outlet starts here."""
        at = at or timezone.now()
        return self.filter(live_from__lte=at, live_until__gt=at)

    def ever_live(self, at: datetime | None = None):
        """What readers could see at some time until a moment."""
        return self.filter(live_from__lte=at or timezone.now())

    def ended(self, at: datetime | None = None):
        """The last that readers saw of each article of which they see nothing at a moment."""
        at = at or timezone.now()
        later = Revision.objects.filter(
            article=OuterRef("article"), live_from__lte=at, live_until__gt=OuterRef("live_until")
        )
        # What another revision took over from ends before its own end: an index holds the others.
        return self.filter(~Exists(later), live_until=F("expires_at"), live_until__lte=at)

    def turned(self, since: datetime, until: datetime):
        """Those that readers began to see, or saw no longer, after a moment and not after another."""
        within = since, until
        begun, ended = (
            Revision.objects.filter(**{f"{name}__gt": within[0], f"{name}__lte": within[1]})
            for name in ("live_from", "live_until")
        )
        # One after the other, so that each has its index.
        return self.filter(Q(pk__in=begun.values("pk")) | Q(pk__in=ended.values("pk")))

    def corrected(self):
        """Those of articles that were ever corrected."""
        from news.models.corrections import Correction

        return self.filter(article__in=Correction.objects.values("article"))

    def scheduled(self, at: datetime | None = None):
        """What readers will see, but do not yet."""
        return self.filter(live_from__gt=at or timezone.now())

    def windowed(self):
        """All that were, are or will be seen by readers, in that order."""
        return self.exclude(live_from=None).order_by("live_from")

    def about(self, series: Series):
        """Those with a series, or a season of it, among their subjects."""
        return self._with_subjects(series=series)

    def about_season(self, season: Season):
        return self._with_subjects(season=season)

    def about_person(self, person: Person):
        """Those with a person, or whom was merged into them, among their subjects."""
        from news.models.links import Link

        links = Link.objects.subjects().filter(Q(person=person) | Q(person__merged_into=person))
        return self.filter(pk__in=links.values("revision"))

    def about_any(self, series: Iterable[Series | int] = (), people: Iterable[Person] = ()):
        """Those with one of some series, or one of some people or whom was merged into them, among their subjects."""
        from news.models.links import Link

        named = Q(series__in=list(series)) | Q(person__in=Person.objects.keys_with_merged(people))
        return self.filter(pk__in=Link.objects.subjects().filter(named).values("revision"))

    def of_network(self, network: Network):
        """Those about the series of a network."""
        return self._with_subjects(series__in=Series.objects.filter(networks=network))

    def of_genre(self, genre: Genre):
        return self._with_subjects(series__in=Series.objects.filter(genres=genre))

    def about_series_that(self, condition: Q):
        """Those with a series among their subjects that meets a condition; the series stands in it as `series`."""
        from news.models.links import Link

        return self.filter(Exists(Link.objects.subjects().filter(condition, revision=OuterRef("pk"))))

    def by(self, author):
        from news.models.links import Link

        return self.filter(pk__in=Link.objects.filter(author=author).values("revision"))

    def _with_subjects(self, **which):
        from news.models.links import Link

        return self.filter(pk__in=Link.objects.subjects().filter(**which).values("revision"))

    def in_month(self, year: int, month: int):
        """Those first published in a month of the site's time zone. ValueError when there is no such month."""
        start = datetime(year, month, 1).date()
        end = (start + timedelta(days=31)).replace(day=1)
        return self.filter(first_published_at__gte=midnight(start), first_published_at__lt=midnight(end))

    def first_published_after(self, moment: datetime):
        """Those that came after a moment, and not just again."""
        return self.filter(first_published_at__gt=moment)

    def passing(self, age: timedelta, after: datetime, before: datetime):
        """The moments between two others at which some reach an age since their first publication, as one column."""
        # The condition on `live_from` is that of the index.
        within = {"first_published_at__gt": after - age, "first_published_at__lt": before - age}
        reaching = self.filter(**within, live_from__isnull=False)
        moment = ExpressionWrapper(F("first_published_at") + age, output_field=models.DateTimeField())
        return reaching.order_by().values_list(moment)

    def pinned(self, at: datetime | None = None):
        """Those that an editor wants on top until later."""
        # By key, so that the few of them are found first, whatever the order of the list.
        pinned = Revision.objects.filter(pinned_until__gt=at or timezone.now())
        return self.filter(pk__in=pinned.values("pk"))

    def search(self, text: str):
        """Those of which title and lead have, for each given word, one that begins with it."""
        found = self
        for word in beginnings(text):
            found = found.filter(search_text__contains=f" {word}")
        return found

    def stale(self, at: datetime | None = None):
        """Those that claim what is no longer so at a moment."""
        from news.models.claims import RevisionClaim

        return self.filter(pk__in=RevisionClaim.objects.broken(at).values("revision"))

    def clashing(self, at: datetime | None = None):
        """The scheduled ones that claim what, as far as is known now, will not be so at their own moment."""
        from news.models.claims import RevisionClaim

        claims = RevisionClaim.objects.filter(revision__in=self.scheduled(at).order_by())
        return self.scheduled(at).filter(pk__in=claims.broken(OuterRef("revision__live_from")).values("revision"))

    def answered(self, at: datetime | None = None):
        """Those whose headline asks what is decided of their season, or of the season that their series speaks of."""
        from news.models.links import Link

        open_ends = [Decision.UNKNOWN, Decision.UNDECIDED]
        primary = Link.objects.filter(revision=OuterRef("pk"), role=Link.Role.PRIMARY)
        seasons = SeasonState.objects.at(at).filter(season=OuterRef("season"))
        series = SeriesState.objects.at(at).filter(series=OuterRef("series"), season_state__isnull=False)
        of_season = Exists(primary.filter(Exists(seasons.exclude(decision__in=open_ends))))
        of_series = Exists(primary.filter(Exists(series.exclude(season_state__decision__in=open_ends))))
        names_season = Exists(primary.filter(season__isnull=False))
        asking = Revision.objects.live(at).filter(title__endswith="?")
        return self.filter(of_season | (~names_season & of_series), pk__in=asking.values("pk"))

    def beside(self, revision: "Revision", links: Iterable["Link"]):
        """Those of other articles that share a subject with one; `links` are its own."""
        from news.models.links import Link

        subjects = [link for link in links if link.role in {Link.Role.PRIMARY, Link.Role.SUBJECT}]
        shared = Link.objects.subjects().filter(
            Q(series__in={link.series_id for link in subjects if link.series_id})
            | Q(person__in={link.person_id for link in subjects if link.person_id})
        )
        return self.filter(pk__in=shared.values("revision")).exclude(article=revision.article_id)

    def months(self) -> list[date]:
        """The first days of the months in which these were first published, the latest month first."""
        zone = timezone.get_default_timezone()
        months = self.datetimes("first_published_at", "month", order="DESC", tzinfo=zone)
        return [month.date() for month in months]

    def newest_first(self):
        return self.order_by("-first_published_at", "-article_id")

    def noted(self, at: datetime | None = None):
        """Those that told readers what changed, as far as they could see them, the latest first."""
        return self.ever_live(at).exclude(note="").only("article", "note", "live_from").order_by("-live_from")

    def for_listing(self):
        """Fetch all that a headline shows, in one query; the document stays where it is."""
        return self.select_related("hero").defer("document").newest_first()

    def for_feed(self):
        """Fetch whole revisions with what names them, in one query."""
        return self.select_related("hero", "article")

    def page_before(self, key: str | None, size: int = PAGE_SIZE) -> Page:
        """The page of a list in the order of `newest_first` that follows a key; the first one without.

        ValueError when it is no key.
        """
        return page_before(self, key, size, moment="first_published_at", number="article_id")

    def next_change(self, at: datetime | None = None) -> datetime | None:
        """The next moment at which readers will see something else of these; None when none is known."""
        at = at or timezone.now()
        turning = self.filter(
            Q(live_from__gt=at)
            | Q(live_until__gt=at, live_until__lt=FOREVER)
            | Q(pinned_until__gt=at, live_until__gt=at)
        )
        moments = turning.order_by().values_list("live_from", "live_until", "pinned_until")
        return min((moment for row in moments for moment in row if moment and at < moment < FOREVER), default=None)

    def changed_at(self, at: datetime | None = None) -> datetime | None:
        """The latest moment until now at which readers began to see something else of these; None before the first."""
        at = at or timezone.now()
        begun = self.filter(live_from__lte=at).order_by("-live_from").values_list("live_from", flat=True).first()
        ended = self.filter(live_until__lte=at).order_by("-live_until").values_list("live_until", flat=True).first()
        return max((moment for moment in (begun, ended) if moment), default=None)

    def at_version(self, version: int):
        """What the working copy of an article said at one of its versions; None when nothing tells."""
        return self.filter(of_version__lte=version).order_by("-of_version", "-number").first()

    def next_number(self) -> int:
        return (self.aggregate(last=Max("number"))["last"] or 0) + 1


class Revision(models.Model):
    """A pressed copy of an article. Its words never change; its window says when readers see it.

    Made by the verbs of Article, which also write the windows: those of one article never overlap.
    """

    article = models.ForeignKey("Article", on_delete=models.PROTECT, related_name="revisions")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.PositiveIntegerField(_("number"))
    slug = models.SlugField(_("slug"), max_length=SLUG_LENGTH + 20)
    title = models.CharField(pgettext_lazy("of an article", "title"), max_length=200)
    lead = models.CharField(_("lead"), max_length=500, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    hero = models.ForeignKey(
        Image, on_delete=models.PROTECT, null=True, related_name="hero_of_revisions", verbose_name=_("hero picture")
    )
    language = models.CharField(_("language"), max_length=3)
    author_names = models.CharField(_("authors"), max_length=1000, blank=True)
    search_text = models.TextField(default="")
    pinned_until = models.DateTimeField(_("pinned until"), null=True)
    document = models.JSONField()
    # What was pressed, in short: two revisions with the same digest say the same.
    digest = models.CharField(max_length=64)
    note = models.CharField(_("note to readers"), max_length=500, blank=True)
    # What the newsroom calls it: no part of what was pressed, and may change.
    name = models.CharField(_("name"), max_length=80, blank=True, default="", db_default="")
    # The version of the working copy that says the same; null where none did.
    of_version = models.PositiveIntegerField(null=True)
    internal_note = models.CharField(_("note"), max_length=500, blank=True)
    material = models.BooleanField(_("material change"), default=True)
    pressed_at = models.DateTimeField(_("saved at"), default=timezone.now)
    pressed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("saved by")
    )
    live_from = models.DateTimeField(_("live from"), null=True)
    live_until = models.DateTimeField(_("live until"), null=True)
    # The end that was asked for; `live_until` comes earlier when another revision takes over.
    expires_at = models.DateTimeField(default=FOREVER)
    first_published_at = models.DateTimeField(_("first published"), null=True)
    updated_at = models.DateTimeField(_("last material change"), null=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["article", "-number"]
        verbose_name, verbose_name_plural = _("revision"), _("revisions")
        indexes = [
            models.Index(fields=["live_from", "live_until"], name="revision_by_window"),
            models.Index(fields=["live_until"], name="revision_by_end"),
            # Headlines are looked through without the documents beside them.
            models.Index(fields=["live_until", "live_from", "title"], name="revision_headlines"),
            models.Index(
                fields=["-first_published_at", "-article"],
                name="revision_by_publication",
                condition=Q(live_from__isnull=False),
            ),
            models.Index(
                fields=["-updated_at", "-article"], name="revision_by_word", condition=Q(live_from__isnull=False)
            ),
            # Where nothing took over.
            models.Index(
                fields=["-live_until", "-article"], name="revision_by_own_end", condition=Q(live_until=F("expires_at"))
            ),
            models.Index(fields=["pinned_until"], name="revision_by_pin", condition=Q(pinned_until__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_unique_in_article"),
            models.UniqueConstraint(
                fields=["article", "name"],
                condition=~Q(name=""),
                name="revision_name_unique_in_article",
            ),
            models.UniqueConstraint(fields=["article", "live_from"], name="one_revision_goes_live_at_a_moment"),
            models.UniqueConstraint(fields=["article", "live_until"], name="one_revision_ends_at_a_moment"),
            models.CheckConstraint(
                condition=Q(live_from=None, live_until=None, first_published_at=None, updated_at=None)
                | Q(
                    live_from__lt=F("live_until"),
                    live_until__lte=F("expires_at"),
                    first_published_at__lte=F("live_from"),
                    updated_at__lte=F("live_from"),
                ),
                name="revision_window_opens_before_it_ends",
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="revision_kind_known"),
        ]

    def __str__(self):
        return f"{self.title} ({self.number})"

    def save(self, **kwargs):
        self.search_text = search_name(self.title, self.lead)
        super().save(**kwargs)

    def get_absolute_url(self):
        return reverse("news:article_detail", args=[self.slug])

    def is_live(self, at: datetime | None = None) -> bool:
        at = at or timezone.now()
        return bool(self.live_from and self.live_until and self.live_from <= at < self.live_until)

    def is_scheduled(self, at: datetime | None = None) -> bool:
        return bool(self.live_from and self.live_from > (at or timezone.now()))
