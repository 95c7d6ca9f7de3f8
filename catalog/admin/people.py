"""The page of a person: names, what they are known for, what they did and said."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalog.admin.addresses import AddressAdmin
from catalog.admin.base import with_aside
from catalog.admin.credits import CastOfPerson, CrewOfPerson
from catalog.admin.lists import MergeFilter, RemovalFilter
from catalog.admin.merging import MergeableAdmin, merge_act, part_act
from catalog.admin.removal import RemovableAdmin
from catalog.admin.rows import OrderedFormSet, ReadOnlyRows, Rows
from catalog.models import KnownFor, Person, PersonId, PersonName, Quote


class PersonNameRows(Rows):
    model = PersonName


class KnownForRows(Rows):
    model = KnownFor
    formset = OrderedFormSet
    fields = ["order", "work"]
    autocomplete_fields = ["work"]
    extra = 3

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("work")


class PersonIdRows(Rows):
    model = PersonId
    verbose_name, verbose_name_plural = _("id"), _("ids in other databases")


class QuotesOfPerson(ReadOnlyRows):
    model = Quote
    fields = readonly_fields = ["text", "series", "role"]
    show_change_link = True

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("series", "speaker")


@admin.register(Person)
class PersonAdmin(AddressAdmin, RemovableAdmin, MergeableAdmin):
    fields = ["name", "slug", ("born_on", "died_on"), "country", "photo", "bio"]
    autocomplete_fields = ["photo"]
    inlines = [PersonNameRows, KnownForRows, PersonIdRows, CastOfPerson, CrewOfPerson, QuotesOfPerson]
    list_display = ["name", "other_names", "born_on", "country", "merged_into"]
    list_filter = [RemovalFilter, MergeFilter]
    # Nobody reads a million people by their birthdays, and no index has them in that order.
    sortable_by = ["name"]
    list_select_related = ["merged_into"]
    search_fields = ["search_name"]
    acts = [*MergeableAdmin.acts, *RemovableAdmin.acts]
    # One who stands for another is taken off all pages, as one who is removed.
    merge, part = merge_act(Person, "delete_{}"), part_act("delete_{}")

    def save_model(self, request, obj, form, change):
        """The name comes last: `rename` keeps the old one among the other names, which are saved in between."""
        wanted = obj.name
        if change:
            obj.name = form.initial["name"]
        super().save_model(request, obj, form, change)
        form.cleaned_data["name"] = wanted

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        form.instance.rename(form.cleaned_data["name"])

    def get_queryset(self, request):
        queryset = super().get_queryset(request).prefetch_related("names")
        return queryset.present() if self.is_choosing(request) else queryset

    def choice_label(self, person):
        return with_aside(person, person.born_on and person.born_on.year, person.country, *person.names.all()[:1])

    @admin.display(description=_("other names"))
    def other_names(self, person):
        return ", ".join(name.name for name in person.names.all())
