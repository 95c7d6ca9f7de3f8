"""A form knows what was stored when it was opened, and is not saved over what somebody changed since.

The page of a thing carries a sealed snapshot of it and of the rows on the page. Saving compares it with what is stored
then, under the lock. What differs is told, from what to what; all that was typed is shown again, and saving that goes
over what is stored now.
"""

from copy import copy
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core import signing
from django.db import models, transaction
from django.forms.models import _get_foreign_key
from django.utils.translation import gettext as _

from catalog import auditing, telling
from catalog.admin.bodies import Part, Rebased
from catalog.models import AuditEntry
from catalog.versions import count_up, has_version, lock

SALT = "catalog.admin.guarding"
# Written beside what an editor changes, and no change of its own.
UNSEEN = auditing.UNTOLD | {"search_text", "digest", "changed_at", "changed_by"}
# More changes than these are counted, and not told one by one.
MOST_TOLD = 40

# By field what it holds; and by model, then by key, the same for each row.
Snapshot = dict[str, Any]


class Refused:
    """A form that cannot be saved now, whatever stands in it."""

    refusal = ""

    def clean(self):
        cleaned = super().clean()  # type: ignore[misc]
        self.add_error(None, self.refusal)  # type: ignore[attr-defined]
        return cleaned


class Guarded(admin.ModelAdmin):
    guarded = True

    # -- what is stored -------------------------------------------------------------------------------------------

    def snapshot(self, request, obj) -> Snapshot:
        """What is stored of a thing and of the rows on its page: a query for each kind of row."""
        stored = type(obj)._base_manager.filter(pk=obj.pk)
        rows = {}
        for inline in self.get_inline_instances(request, obj):
            kind: Any = inline.model
            key: Any = _get_foreign_key(self.model, kind, fk_name=inline.fk_name)
            own = inline.get_queryset(request).prefetch_related(None).filter(**{key.name: obj})
            rows[kind._meta.label_lower] = _columns(kind, own, unseen=UNSEEN | {key.name})
        fields = next(iter(_columns(self.model, stored, unseen=UNSEEN - {"version"}).values()), {})
        return {"version": fields.pop("version", 0), "fields": fields, "rows": rows}

    def seal(self, request, obj, snapshot: Snapshot | None = None) -> str:
        """A snapshot as a form carries it: nobody can change it, and it holds of one thing only."""
        return signing.dumps((snapshot or self.snapshot(request, obj)) | {"of": _name(obj)}, salt=SALT, compress=True)

    def unbound(self, request, obj):
        """The form of a thing and those of its rows, as its page opens."""
        asked = copy(request)
        asked.method = "GET"
        form = self.get_form(asked, obj, change=True)(instance=obj)
        return form, self._create_formsets(asked, obj, change=True)[0]  # type: ignore[attr-defined]

    def unsealed(self, obj, text: str | None) -> Snapshot | None:
        """The snapshot of a thing that a form carries; None for what was never sealed for it."""
        try:
            seen = signing.loads(text or "", salt=SALT)
        except signing.BadSignature:
            return None
        return seen if seen.pop("of") == _name(obj) else None

    def conflict(self, request, obj, now: Snapshot) -> Any:
        """What somebody changed since the form that is sent was opened, for the page to tell; None when nobody did.

        The form that is sent then says of untouched fields what is stored now.
        """
        seen = self.unsealed(obj, request.POST.get("_seen"))
        if seen == now:
            return None
        if seen is None:
            return self.told(request, obj, now, now, [])
        rebased = Rebased(request.POST, self.unbound(request, obj), seen, now)
        request.POST = rebased.data
        return self.told(request, obj, seen, now, rebased.parts)

    def told(self, request, obj, seen: Snapshot, now: Snapshot, parts: list[Part]) -> Any:
        """A conflict as the page shows it; nothing is told when it is not known what was seen."""
        changes = _changes(self.model, seen, now)
        entry = AuditEntry(app_label=self.opts.app_label, model=self.opts.model_name, key=str(obj.pk), changes=changes)
        return telling.stories([entry])[0]

    def refusal(self, obj) -> str:
        """Why a form is not saved over what somebody changed."""
        return _(
            "Somebody has changed this since you opened it. Nothing of yours has been saved yet: all that you typed "
            "stands below, and where you typed nothing it says what is stored now. Look at both, and save again."
        )

    # -- the form -------------------------------------------------------------------------------------------------

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if not self.guarded or object_id is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            obj = self.get_object(request, unquote(object_id))
            if obj is not None and self.has_view_or_change_permission(request, obj):
                if request.method == "POST":
                    lock(obj)
                # Before the form is drawn: what comes in between is told once too often, and never lost.
                now = self.snapshot(request, obj)
                request.seen = self.seal(request, obj, now)
                if request.method == "POST":
                    request.conflict = self.conflict(request, obj, now)
                    if request.conflict is None:
                        # A form that is refused for another reason is sent again as it was opened.
                        request.seen = request.POST["_seen"]
            response = super().changeform_view(request, object_id, form_url, extra_context)
        if getattr(request, "conflict", None) is not None:
            response.status_code = 409
        return response

    def get_inline_formsets(self, request, formsets, inline_instances, obj=None):
        """Every row that was typed is shown again, also when somebody else has deleted what it stood for."""
        for formset in formsets:
            if formset.is_bound:
                formset._queryset = [form.instance for form in formset.initial_forms]
        return super().get_inline_formsets(request, formsets, inline_instances, obj)  # type: ignore[misc]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if getattr(request, "conflict", None) is not None:
            return type(form)(form.__name__, (Refused, form), {"refusal": self.refusal(obj)})
        return form

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        # Words that were never sent are shown with what had been seen when they were typed.
        context["seen"] = getattr(request, "seen", "") or request.POST.get("_seen", "")
        context["conflict"] = getattr(request, "conflict", None)
        if context["conflict"] is not None:
            # The reason stands above what was changed, and there is no error in what was typed.
            context["errors"] = []
        return super().render_change_form(request, context, add=add, change=change, form_url=form_url, obj=obj)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        changed = form.has_changed() or any(formset.has_changed() for formset in formsets)
        if change and changed and self.guarded and has_version(self.model):
            count_up(form.instance)


def _name(obj) -> str:
    return f"{obj._meta.label_lower} {obj.pk}"


def _columns(model: type[models.Model], rows: models.QuerySet, unseen: frozenset) -> dict[str, dict[str, Any]]:
    """By key what the columns of some rows hold, as plain JSON."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key and field.name not in unseen]
    names = [field.name for field in fields]
    found = rows.order_by("pk").values_list("pk", *(field.attname for field in fields))
    told = {str(key): dict(zip(names, map(auditing.plain, values), strict=True)) for key, *values in found}
    for field in model._meta.many_to_many:
        through: Any = field.remote_field.through
        if through._meta.auto_created and told:
            for values in told.values():
                values[field.name] = []
            pairs = through._base_manager.filter(**{f"{field.m2m_field_name()}__in": list(told)})
            columns = field.m2m_column_name(), field.m2m_reverse_name()
            for key, other in pairs.order_by("pk").values_list(*columns):
                told[str(key)][field.name].append(other)
    return told


def _changes(model, seen: Snapshot, now: Snapshot) -> dict[str, Any]:
    """What differs between two snapshots, as the audit log holds it, with what things are called now."""
    pairs: list[tuple[type[models.Model], dict, list]] = [(model, {}, _pairs(seen["fields"], now["fields"]))]
    rows: list[dict[str, Any]] = []
    for label, stored in now["rows"].items():
        kind, before = telling.model_of(label), seen["rows"].get(label, {})
        for key in sorted({*before, *stored}, key=int):
            if before.get(key) != stored.get(key) and kind and len(rows) < MOST_TOLD:
                action = "added" if key not in before else "changed" if key in stored else "deleted"
                row = {"model": label, "key": key, "label": "", "action": action, "fields": {}}
                rows.append(row)
                pairs.append((kind, row, _pairs(before.get(key, {}), stored.get(key, {}))))
    names = _names(pairs)
    fields: dict[str, list] = {}
    for kind, row, found in pairs:
        said = {name: [_named(kind, name, value, names) for value in pair] for name, pair in found}
        if row:
            row["fields"] = said
            row["label"] = str(names.get((kind, row["key"]), ""))
        else:
            fields = said
    return {"fields": fields, "rows": rows}


def _pairs(before: dict, after: dict) -> list[tuple[str, list]]:
    names = before | after
    return [(name, [before.get(name), after.get(name)]) for name in names if before.get(name) != after.get(name)]


def _related(model, name):
    return model._meta.get_field(name).related_model


def _names(pairs) -> dict[tuple[type[models.Model], str], str]:
    """What the rows and all that they refer to are called, a query for each kind."""
    wanted: dict[type[models.Model], set] = {}
    for kind, row, found in pairs:
        if row:
            wanted.setdefault(kind, set()).add(row["key"])
        for name, values in found:
            if related := _related(kind, name):
                keys = {key for value in values for key in (value if isinstance(value, list) else [value]) if key}
                wanted.setdefault(related, set()).update(keys)
    return {
        (kind, str(thing.pk)): str(thing)
        for kind, keys in wanted.items()
        for thing in kind._base_manager.filter(pk__in=keys)
    }


def _named(kind, name, value, names):
    related = _related(kind, name)
    if related is None or value in (None, "", []):
        return value
    if isinstance(value, list):
        return [_named(kind, name, each, names) for each in value]
    return {"key": value, "label": names.get((related, str(value)), _("gone"))}
