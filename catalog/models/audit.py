"""The audit log: who did what, when, and from what to what. Rows are added; the database refuses all else."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.auditing import name_in_log
from catalog.folding import search_name
from catalog.models.searching import SearchQuerySet
from catalog.moments import midnight

PAGE_SIZE = 50
LABEL_LENGTH = 300
NOTE_LENGTH = 1000


class Entries(list):
    """Some entries of a longer list, latest first; `older` is the key behind which the next page begins, or None."""

    older: int | None = None


class AuditEntryQuerySet(SearchQuerySet):
    def of(self, obj: models.Model):
        """What was done with one thing."""
        return self.about(obj._meta.app_label, obj._meta.model_name).filter(key=str(obj.pk))

    def by(self, user):
        """What one person did."""
        return self.filter(by=user)

    def about(self, app_label: str, model_name: str | None):
        return self.filter(app_label=app_label, model=model_name)

    def last_about(self, things: Iterable[tuple[str, str, str]]) -> datetime | None:
        """When one of some things, each by app, model and key, was written down last; one query."""
        keys: dict[tuple[str, str], set[str]] = defaultdict(set)
        for app_label, model_name, key in things:
            keys[app_label, model_name].add(key)
        named = [self.about(*kind).filter(key__in=some).order_by() for kind, some in sorted(keys.items())]
        return _latest(named)

    def last_of_kinds(self, *models: type[models.Model]) -> datetime | None:
        """When anything of some kinds was written down last; one query."""
        kinds = [(each._meta.app_label, each._meta.model_name) for each in models]
        last = [self.about(*kind).order_by("-pk").values("pk")[:1] for kind in kinds]
        return _latest([self.filter(pk__in=pk).order_by() for pk in last])

    def on_day(self, day: date):
        """What was done on a day, by the clock of the site."""
        return self.filter(at__gte=midnight(day), at__lt=midnight(day + timedelta(days=1)))

    def latest_first(self):
        return self.select_related("by").order_by("-pk")

    def page_before(self, key: int | None = None, size: int = PAGE_SIZE) -> Entries:
        """The page that follows an entry in the order of `latest_first`; the first one without."""
        rows = self.latest_first()
        page = Entries((rows if key is None else rows.filter(pk__lt=key))[: size + 1])
        if len(page) > size:
            del page[size:]
            page.older = page[-1].pk
        return page

    def last_of(self, model: type[models.Model], keys: Iterable[int]) -> dict[int, datetime]:
        """When something was last done with each of some rows of a model, by key.

        Rows of which the log knows nothing are left out: a command or the shell wrote them without a word.
        """
        of_model = self.about(model._meta.app_label, model._meta.model_name).filter(key__in=[str(key) for key in keys])
        return {int(key): at for key, at in of_model.order_by().values_list("key").annotate(Max("at"))}

    def write(self, obj: models.Model, action: str, **told: Any) -> "AuditEntry":
        """Write down what was done with a thing: `by`, `changes` (see `catalog.auditing`) and a `note`."""
        entry = AuditEntry.about(obj, action, **told)
        entry.save(force_insert=True)
        return entry

    def write_all(self, entries: Iterable[Any]) -> None:
        self.bulk_create(list(entries))


def _latest(parts: list[models.QuerySet]) -> datetime | None:
    """The latest moment in some parts of the log, each of one kind and with an index of its own."""
    if not parts:
        return None
    # Asked one by one in a union: a condition with OR would go through the log.
    first, *others = [part.values_list("model").annotate(Max("at")) for part in parts]
    return max((moment for _model, moment in first.union(*others, all=True)), default=None)


class AuditEntry(models.Model):
    """One thing that was done with one row, by a person or (nobody) by a command.

    It names the thing by key and by what it was called then, so that it outlives it.
    """

    class Action(models.TextChoices):
        ADDED = "added", _("Added")
        CHANGED = "changed", _("Changed")
        DELETED = "deleted", _("Deleted")

    at = models.DateTimeField(_("at"), default=timezone.now, db_index=True)
    # Whoever stands in the log is deactivated, and never deleted.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="audit_entries",
        verbose_name=_("by"),
        db_index=False,
    )
    by_name = models.CharField(_("by, as they were called then"), max_length=150, blank=True)
    action = models.CharField(_("action"), max_length=7, choices=Action)
    app_label = models.CharField(max_length=50)
    model = models.CharField(_("kind"), max_length=50)
    key = models.CharField(_("key"), max_length=100)
    label = models.CharField(_("what"), max_length=LABEL_LENGTH)
    changes = models.JSONField(_("changes"), default=dict)
    note = models.CharField(_("note"), max_length=NOTE_LENGTH, blank=True)
    version = models.PositiveIntegerField(_("version"), null=True)
    search_name = models.TextField(default="", editable=False)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name, verbose_name_plural = _("entry in the audit log"), _("audit log")
        # There is no right to add, change or delete one: nobody can be given it.
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["app_label", "model", "key", "-id"], name="audit_by_thing"),
            models.Index(fields=["app_label", "model", "-id"], name="audit_by_kind"),
            models.Index(fields=["by", "-id"], name="audit_by_person"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(action__in=["added", "changed", "deleted"]), name="audit_action_known")
        ]

    def __str__(self):
        return f"{self.get_action_display()}: {self.label}"

    @classmethod
    def about(cls, obj: models.Model, action: str, *, by=None, changes: dict | None = None, note: str = ""):
        """An unsaved entry, for writing many at once."""
        label = name_in_log(obj)[:LABEL_LENGTH]
        by_name = by.get_username()[:150] if by else ""
        return cls(
            by=by,
            by_name=by_name,
            action=action,
            app_label=obj._meta.app_label,
            model=obj._meta.model_name,
            key=str(obj.pk),
            label=label,
            changes=changes or {},
            note=note[:NOTE_LENGTH],
            version=getattr(obj, "version", None),
            search_name=search_name(label, by_name),
        )
