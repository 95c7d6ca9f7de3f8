"""Cast and crew, as rows on the page of their season or series; jobs and departments."""

from django.contrib import admin
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from catalog.admin.rows import OfWholeSeries, OrderedFormSet, ReadOnlyRows, Rows, SeasonRowFormSet
from catalog.admin.tables import TableAdmin
from catalog.models import CastCredit, CrewCredit, Department, Job


class CreditFormSet(SeasonRowFormSet, OrderedFormSet):
    order_field = "billing"
    twins: tuple[str, ...] = ()

    def full_clean(self):
        """A row in which nothing was changed is not checked again, which would take nine queries for each."""
        for form in self.initial_forms if self.is_bound else ():
            if form.instance.pk and not form.has_changed():
                form._errors = ErrorDict()
                known = {self.fk.name: self.instance, self.model._meta.pk.name: form.instance}
                names = [name for name in form.fields if name not in known]
                form.cleaned_data = known | {name: getattr(form.instance, name, None) for name in names}
        super().full_clean()

    def clean(self):
        super().clean()
        self.refuse_twins(*self.twins)


class CastFormSet(CreditFormSet):
    twins = ("person", "character")


class CrewFormSet(CreditFormSet):
    twins = ("person", "job")


class CreditRows(Rows):
    extra = 3

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("person")


class CastRows(CreditRows):
    model = CastCredit
    formset = CastFormSet
    fields = ["billing", "person", "character", "kind", "state"]
    autocomplete_fields = ["person"]


class CrewRows(CreditRows):
    model = CrewCredit
    formset = CrewFormSet
    fields = ["billing", "person", "job", "state"]
    autocomplete_fields = ["person", "job"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("job")


class WholeCastRows(OfWholeSeries, CastRows):
    verbose_name_plural = _("cast of the whole series")


class WholeCrewRows(OfWholeSeries, CrewRows):
    verbose_name_plural = _("crew of the whole series")


class CreditsOfPerson(ReadOnlyRows):
    """What a person did; it is entered on the page of the season."""

    fk_name = "person"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("series", "season__series", "person")


class CastOfPerson(CreditsOfPerson):
    model = CastCredit
    fields = readonly_fields = ["series", "season", "character", "kind", "state"]


class CrewOfPerson(CreditsOfPerson):
    model = CrewCredit
    fields = readonly_fields = ["series", "season", "job", "state"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("job")


class JobRows(Rows):
    model = Job
    fields = ["name", "plural", "order"]


@admin.register(Department)
class DepartmentAdmin(TableAdmin):
    list_display = ["name", "order"]
    inlines = [JobRows]


@admin.register(Job)
class JobAdmin(TableAdmin):
    list_display = ["name", "plural", "department", "order"]
    list_filter = ["department"]
    list_select_related = ["department"]
    autocomplete_fields = ["department"]
