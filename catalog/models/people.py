"""People, their names, and what they are known for."""

import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.folding import beginnings, search_name
from catalog.models.external_ids import ExternalId, ExternalIdQuerySet
from catalog.models.removal import Removable, RemovableQuerySet
from catalog.models.searching import SearchQuerySet
from catalog.models.slugs import Slugged, SluggedQuerySet
from catalog.models.words import SearchedName
from catalog.paging import AlphabeticalQuerySet
from catalog.publicity import rows_used, used_elsewhere
from catalog.search.fields import Term
from catalog.search.tokens import tokens

# Words of so many letters are looked for in each name by themselves.
ALONE = 3


class MergeableQuerySet(models.QuerySet):
    def unmerged(self):
        return self.filter(merged_into=None)


class Mergeable(models.Model):
    """A thing that may turn out to be another: it then stands for the other everywhere, until it is parted again."""

    # Where `same_as` leads in the end; kept by `merge_into` and `part`, so that a page follows it in one step. Each
    # model has an index of those that are merged: one with all the others in it would be taken to find these.
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        db_index=False,
        verbose_name=_("merged into"),
    )
    # The one that an editor said it is. It outlives the merging of that one into a third, so that each can be undone.
    same_as = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="said_to_be",
        verbose_name=_("same as"),
    )

    class Meta:
        abstract = True

    @property
    def resolved(self):
        """The one that it stands for: itself, or what it was merged into."""
        return self.merged_into or self

    @transaction.atomic
    def merge_into(self, other) -> None:
        """Let it, and all that was merged into it, stand for another. ValidationError for itself or a merged one."""
        other = type(self)._base_manager.select_for_update().get(pk=other.pk)
        if other.pk == self.pk or other.merged_into_id:
            raise ValidationError(_("Merge into another one that stands for itself."), code="merge_target")
        self.merged.update(merged_into=other)  # type: ignore[attr-defined]
        self.merged_into = self.same_as = other
        self.save(update_fields=["merged_into", "same_as"])

    @transaction.atomic
    def part(self) -> None:
        """Undo a merge: it stands for itself again, and so does it for those that were merged into it before."""
        self.merged_into = self.same_as = None
        self.save(update_fields=["merged_into", "same_as"])
        mine = {self.pk}
        # Any: mypy stumbles over a lookup through a relation of an abstract model to itself.
        rows: Any = type(self)._base_manager
        while found := set(rows.filter(same_as__in=mine).exclude(pk__in=mine).values_list("pk", flat=True)):
            mine |= found
        rows.filter(pk__in=mine - {self.pk}).update(merged_into=self)


def _shown(at: datetime) -> list[tuple[Any, str]]:
    """What of the catalog shows people at a moment, each with the column that refers to them."""
    from catalog.models.credits import CastCredit, CrewCredit
    from catalog.models.evidence import Quote

    shown: list[tuple[Any, str]] = [(CastCredit, "person"), (CrewCredit, "person"), (Quote, "speaker")]
    return [(model.objects.public(at), name) for model, role in shown for name in (role, f"{role}__merged_into")]


class PersonQuerySet(SluggedQuerySet, AlphabeticalQuerySet, ExternalIdQuerySet, RemovableQuerySet, MergeableQuerySet):
    def public(self, at: datetime | None = None):
        """The people of public series, and those whom something else public speaks of."""
        at = at or timezone.now()
        used: Any = Q(pk__in=[])
        for rows, column in _shown(at):
            used |= Exists(rows.filter(**{column: OuterRef("pk")}))
        return self.present().unmerged().filter(used | used_elsewhere("person", at))

    def keys_with_merged(self, people: Iterable["Person"]) -> set[int]:
        """The keys of some people, and of whom was merged into them."""
        keys = {person.pk for person in people}
        return keys | set(self.filter(merged_into__in=keys).order_by().values_list("pk", flat=True)) if keys else keys

    def public_among(self, keys: Iterable[int], at: datetime | None = None) -> set[int]:
        """Which of some hundred keys are those of `public` people.

        The same is asked, one kind of use after the other: all at once databases look through all credits for it.
        """
        at = at or timezone.now()
        left = set(self.filter(pk__in=set(keys)).present().unmerged().order_by().values_list("pk", flat=True))
        found: set[int] = set()
        for rows, column in [*_shown(at), *rows_used("person", at)]:
            used = rows.filter(**{f"{column}__in": left}).order_by().values_list(column, flat=True)
            found |= set(used.distinct())
            left -= found
        return found

    def any_public(self, above: int, until: int, at: datetime, **who) -> Iterator[Exists]:
        """Conditions that ask nothing of a row: one holds if a key between two is that of a public person.

        One for each kind of use, the commonest first; each stops at the first that it finds. `who` are lookups that
        the person has to meet besides.
        """
        for rows, column in [*_shown(at), *rows_used("person", at)]:
            within = {f"{column}__gt": above, f"{column}__lte": until}
            stands = {"removed_at": None, "merged_into": None} | who
            yield Exists(rows.filter(**within, **{f"{column}__{name}": of for name, of in stands.items()}))

    def search(self, text: str):
        """Those of whom names or aliases have words that begin with each of the given ones.

        Words of one or two letters, which are in very many names, have to be in one name with the others.
        """
        words = beginnings(text)
        groups = [[Term(word, is_prefix=True)] for word in sorted(words, key=len, reverse=True)]
        asked = [groups] if any(len(word) < ALONE for word in words) else [[group] for group in groups]
        found = self
        for together in asked:
            found = found.filter(pk__in=SearchedName.objects.matching(together).values("person"))
        return found

    def with_first_part(self, at: datetime | None = None):
        """Each with `plays`, the public series in whose cast they are named first of all, and `character`, as whom."""
        from catalog.models.credits import CastCredit

        parts = CastCredit.objects.public(at).filter(person=OuterRef("pk")).order_by("billing", "pk")
        return self.annotate(
            plays=Subquery(parts.values("series__title")[:1]), character=Subquery(parts.values("character")[:1])
        )

    def newest(self, number: int):
        """Those entered last, and those who were last given another name."""
        entered = Person.objects.order_by("-pk").values("pk")[number : number + 1]
        named = PersonName.objects.order_by("-pk").values("person")[:number]
        return self.filter(Q(pk__gt=Coalesce(Subquery(entered), 0)) | Q(pk__in=named))

    def namesakes(self):
        """Those whom a name or alias confuses with somebody else, as long as two birthdays do not tell them apart."""
        people = Person.objects.present().unmerged()
        aliases = PersonName.objects.filter(person__removed_at=None, person__merged_into=None)
        same_name = people.exclude(pk=OuterRef("pk")).filter(search_name=OuterRef("search_name"))
        called_so = aliases.exclude(person=OuterRef("pk")).filter(search_name=OuterRef("search_name"))
        of_other = people.exclude(pk=OuterRef("person")).filter(search_name=OuterRef("search_name"))
        own = PersonName.objects.filter(Exists(of_other), person=OuterRef("pk"))
        confused = _confused_with(same_name, "born_on") | _confused_with(called_so, "person__born_on")
        return people.filter(pk__in=self.values("pk")).exclude(search_name="").filter(confused | Q(Exists(own)))


def _confused_with(rows, birthday: str) -> Q:
    """A condition: among some rows is one that no birthday tells from the outer person."""
    maybe = rows.filter(Q(**{birthday: None}) | Q(**{birthday: OuterRef("born_on")}))
    return Q(Exists(maybe)) | Q(Exists(rows), born_on=None)


class Person(Slugged, Removable, Mergeable):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=500)
    search_name = models.CharField(max_length=600, editable=False, default="")
    search_tokens = models.TextField(editable=False, default="", db_default="")
    born_on = models.DateField(_("born"), null=True, blank=True)
    died_on = models.DateField(_("died"), null=True, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True, help_text=_("ISO 3166 code: US, GB, RU."))
    photo = models.ForeignKey(
        "Image", on_delete=models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("photo")
    )
    bio = models.TextField(_("biography"), blank=True, help_text=_("Plain text; an empty line parts paragraphs."))
    imported = models.JSONField(default=dict, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name, verbose_name_plural = _("person"), _("people")
        indexes = [
            models.Index(fields=["search_name"], name="person_by_search_name"),
            models.Index(fields=["name", "id"], name="person_by_name"),
            models.Index(fields=["merged_into"], condition=Q(merged_into__isnull=False), name="person_merged"),
            models.Index(fields=["name", "id"], condition=Q(merged_into__isnull=False), name="person_merged_by_name"),
            models.Index(fields=["name", "id"], condition=Q(removed_at__isnull=False), name="person_removed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(born_on=None) | Q(died_on=None) | Q(died_on__gte=F("born_on")),
                name="person_dies_after_birth",
                violation_error_message=_("Nobody dies before they are born."),
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="person_merges_into_another"),
        ]

    def __str__(self):
        return self.name

    def save(self, **kwargs):
        self.fold()
        super().save(**kwargs)

    def get_absolute_url(self):
        return reverse("catalog:person_detail", args=[self.resolved.slug])

    def fold(self):
        """Fold the name into the columns that are searched."""
        self.search_name, self.search_tokens = search_name(self.name), tokens(self.name, stemmed=False)
        return self

    @transaction.atomic
    def rename(self, name: str) -> None:
        """Take another name; one that readers have met stays among the other names. The address does not change."""
        if name == self.name:
            return
        if Person.objects.public().contains(self):
            self.names.get_or_create(name=self.name)
        self.names.filter(name=name).delete()
        self.name = name
        self.save(update_fields=["name", "search_name", "search_tokens"])


class PersonId(ExternalId):
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="external_ids")

    class Meta(ExternalId.Meta):
        verbose_name, verbose_name_plural = _("person id"), _("person ids")


class PersonName(models.Model):
    """Another name of a person: in another script, at birth, or as it is often misspelt."""

    class Kind(models.TextChoices):
        ALIAS = "alias", _("Also known as")
        SCRIPT = "script", _("In another script")
        BIRTH = "birth", _("Birth name")
        MISSPELLING = "misspelling", _("Misspelling")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names", verbose_name=_("person"))
    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=500)
    kind = models.CharField(_("kind"), max_length=11, choices=Kind, default=Kind.ALIAS)
    search_name = models.CharField(max_length=600, editable=False, default="", db_index=True)
    search_tokens = models.TextField(editable=False, default="", db_default="")

    class Meta:
        ordering = ["pk"]
        verbose_name, verbose_name_plural = _("other name"), _("other names")
        constraints = [
            models.UniqueConstraint(fields=["person", "name"], name="other_name_once_per_person"),
            models.CheckConstraint(
                condition=Q(kind__in=["alias", "script", "birth", "misspelling"]), name="person_name_kind_known"
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, **kwargs):
        self.fold()
        super().save(**kwargs)

    def fold(self):
        """Fold the name into the columns that are searched."""
        self.search_name, self.search_tokens = search_name(self.name), tokens(self.name, stemmed=False)
        return self


class WorkQuerySet(ExternalIdQuerySet, MergeableQuerySet, SearchQuerySet):
    pass


class Work(Mergeable):
    """A film, series, book or play that people are known for; maybe a series of ours."""

    class Kind(models.TextChoices):
        FILM = "film", _("Film")
        SERIES = "series", pgettext_lazy("one", "Series")
        COMIC = "comic", _("Comic")
        BOOK = "book", _("Book")
        PLAY = "play", _("Play")
        OTHER = "other", _("Other")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=300)
    original_title = models.CharField(_("original title"), max_length=300, blank=True)
    search_name = models.CharField(max_length=700, editable=False, default="", db_index=True)
    kind = models.CharField(_("kind"), max_length=6, choices=Kind, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    series = models.ForeignKey(
        "Series", on_delete=models.SET_NULL, null=True, blank=True, related_name="works", verbose_name=_("our series")
    )

    objects = WorkQuerySet.as_manager()

    class Meta:
        ordering = ["title", "year", "pk"]
        verbose_name, verbose_name_plural = _("work"), _("works")
        indexes = [models.Index(fields=["merged_into"], condition=Q(merged_into__isnull=False), name="work_merged")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["", "film", "series", "comic", "book", "play", "other"]), name="work_kind_known"
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="work_merges_into_another"),
        ]

    def __str__(self):
        return f"{self.title} ({self.year})" if self.year else self.title

    def save(self, **kwargs):
        self.search_name = search_name(self.title, self.original_title)
        super().save(**kwargs)


class WorkId(ExternalId):
    owner = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="external_ids")

    class Meta(ExternalId.Meta):
        verbose_name, verbose_name_plural = _("work id"), _("work ids")


class KnownForQuerySet(models.QuerySet):
    def for_listing(self):
        """With the works, what they were merged into, and the series of ours that they are."""
        return self.select_related("work__series", "work__merged_into__series")


class KnownFor(models.Model):
    """A work that a person is known for, in order."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="known_for", verbose_name=_("person"))
    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="known_for", verbose_name=_("work"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = KnownForQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name, verbose_name_plural = _("known for"), _("known for")
        constraints = [models.UniqueConstraint(fields=["person", "work"], name="known_for_a_work_once")]

    def __str__(self):
        return str(self.work)
