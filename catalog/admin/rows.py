"""Rows on another thing's page: drawn with few queries, kept in order, or only shown."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from catalog.admin.base import ChosenSelect, WithAutocompletes
from catalog.forms import name_in_row

# So many rows of another page are shown.
MOST_SHOWN = 300


class RowFormSet(BaseInlineFormSet):
    """Rows with autocompletes, drawn without a query for each row."""

    @cached_property
    def empty_form(self):
        """A row to be copied for a new one; a page asks for it five times."""
        return super().empty_form

    @cached_property
    def media(self):
        return super().media

    # The fields by which a row is known that was stored anew under another key.
    known_by: tuple[str, ...] = ()
    # Fields of the form, and the columns of a row that is gone with which they begin when it is to be stored anew.
    carried: dict[str, str] = {}
    # Fields that are settled for all rows together when two people changed them.
    apart: tuple[str, ...] = ()

    def add_fields(self, form, index):
        super().add_fields(form, index)
        name_in_row(form)
        for name, field in form.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, ChosenSelect) and form.instance.pk:
                widget.known = getattr(form.instance, name)

    def kept(self):
        """The forms of the rows that there will be."""
        return [f for f in self.forms if f not in self.deleted_forms and (f.instance.pk or f.has_changed())]

    def refuse_twins(self, *names):
        """ValidationError for two rows that say the same in these fields, which the database would refuse."""
        seen = set()
        for form in self.kept():
            said = tuple(form.cleaned_data.get(name) for name in names)
            if said[0] and said in seen:
                raise ValidationError(_("“%s” stands here twice.") % form.instance)
            seen.add(said)


class OrderedFormSet(RowFormSet):
    """Rows in an order. A new one without a number goes last; one with a number that is taken takes that place."""

    order_field = "order"

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if field := form.fields.get(self.order_field):
            field.required = False
            if not form.instance.pk:
                form.initial[self.order_field] = None

    def save(self, commit=True):
        rows = self.kept()
        numbers = [number for form in rows if (number := self.number(form)) is not None]
        last = max(numbers, default=0)
        for form in rows:
            if self.number(form) is None:
                last += 1
                setattr(form.instance, self.order_field, last)
        if len(set(numbers)) < len(numbers):
            self.number_anew(rows)
        return super().save(commit)

    def number(self, form):
        return getattr(form.instance, self.order_field)

    def number_anew(self, rows):
        for number, form in enumerate(sorted(rows, key=self.place), start=1):
            if self.number(form) != number:
                setattr(form.instance, self.order_field, number)
                if not form.has_changed():
                    form.instance.save(update_fields=[self.order_field])

    def place(self, form):
        """By number; a row that was moved up goes before the one that stood there, one moved down behind it."""
        number, before = self.number(form), form.initial.get(self.order_field)
        if self.order_field not in form.changed_data:
            return number, 0
        return number, 1 if before is not None and number > before else -1


class SeasonRowFormSet(RowFormSet):
    """Rows of a season belong to its series too, which nobody is asked for."""

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        self.fill_series(form)
        return form

    def save_new(self, form, commit=True):
        self.fill_series(form)
        return super().save_new(form, commit)

    def fill_series(self, form):
        if self.fk.name == "season":
            form.instance.series_id = self.instance.series_id


class OfWholeSeries:
    """On the page of a series: the rows of the whole of it. Those of a season stand on the season's page."""

    classes = ["collapse"]
    extra = 1

    def get_queryset(self, request):
        return super().get_queryset(request).of_whole_series()


class Rows(WithAutocompletes, admin.TabularInline):
    formset = RowFormSet
    extra = 1


class ShownFormSet(RowFormSet):
    """The first rows of many: Django refuses a form with more than a thousand that nobody may change."""

    def get_queryset(self):
        if not hasattr(self, "_queryset"):
            self._queryset = super().get_queryset()[:MOST_SHOWN]
        return self._queryset


class ReadOnlyRows(WithAutocompletes, admin.TabularInline):
    """Rows that are made and changed elsewhere."""

    formset = ShownFormSet
    extra = 0
    can_delete = False

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        if obj and (count := self.get_queryset(request).filter(**{formset.fk.name: obj}).count()) > MOST_SHOWN:
            said = _("%(rows)s (the first %(shown)d of %(count)d)")
            self.verbose_name_plural = said % {"rows": self.verbose_name_plural, "shown": MOST_SHOWN, "count": count}
        return formset

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False
