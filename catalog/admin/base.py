"""What all pages of the catalog's admin have in common: search, autocompletes, acts, and what cannot be deleted."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple, RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_protect
from js_asset.media import Media

from catalog import auditing, keeping
from catalog.admin.auditing import Audited
from catalog.admin.deleting import Deleting
from catalog.admin.exporting import ListExport
from catalog.admin.keys_first import KeysFirst, ShortPaginator
from catalog.admin.undoing import PutsBack
from catalog.forms import MomentWidget
from catalog.models import AuditEntry

# Longer numbers are no keys, and SQLite cannot hold them.
KEY_DIGITS = 18


def way_back(request) -> str:
    """The page of the admin that a form, or its address, wants to return to when it is done; "" when it names none."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe and wanted.startswith(reverse("admin:index")) else ""


def act(
    label,
    *,
    form: type[forms.Form] | None = None,
    permission: str = "change_{}",
    offered: Callable[[Any], bool] = lambda obj: True,
    initial: Callable[[Any], dict] = lambda obj: {},
    explanation="",
    preview: Callable[[Any, dict], dict] | None = None,
):
    """Make a method of a CatalogAdmin a button on an object's page: `method(request, obj, data)` gives a sentence.

    Without a `form` one click does it. With one the button leads to a page, where ValidationErrors of the method land;
    `preview(obj, data)` is shown before it is done. `permission` is a codename, in which {} stands for the model.
    """

    def decorate(verb):
        verb.label, verb.form, verb.permission, verb.offered = label, form, permission, offered
        verb.initial, verb.explanation, verb.preview = initial, explanation, preview
        return verb

    return decorate


class Chosen:
    """An autocomplete that draws a row's present choice, `known`, without a query, and nonsense as nothing."""

    known: models.Model | None = None

    def optgroups(self, name, value, attr=None):
        value = [key for key in value if str(key).isdecimal() and len(str(key)) <= KEY_DIGITS]
        if self.known is None or value != [str(self.known.pk)]:
            return super().optgroups(name, value, attr)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        return [(None, [*options, self.create_option(name, self.known.pk, str(self.known), value, len(options))], 0)]


class ChosenSelect(Chosen, AutocompleteSelect):
    pass


class ChosenSelectMultiple(Chosen, AutocompleteSelectMultiple):
    pass


class ChosenMultipleField(forms.ModelMultipleChoiceField):
    """Refuses a number that is no key, which the database would stumble over."""

    def clean(self, value):
        for key in value or []:
            if len(str(key)) > KEY_DIGITS:
                message = self.error_messages["invalid_pk_value"]
                raise ValidationError(message, code="invalid_pk_value", params={"pk": key})
        return super().clean(value)


class WithAutocompletes(BaseModelAdmin):
    formfield_overrides = {
        models.URLField: {"assume_scheme": "https"},
        models.DateTimeField: {"form_class": forms.SplitDateTimeField, "widget": MomentWidget},
    }

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Beside a choice stand only "change" and "add": nobody deletes a person from a row of credits."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = field.widget.can_view_related = False
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = ChosenSelect(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["form_class"] = ChosenMultipleField
            kwargs.setdefault("widget", ChosenSelectMultiple(db_field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_manytomany(db_field, request, **kwargs)


def link(obj, words=None) -> SafeString:
    """A link to the page of an object in the admin."""
    page = reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[obj.pk])
    return format_html('<a href="{}">{}</a>', page, words or obj)


def with_aside(obj, *asides) -> str:
    """A thing's name with what is known of some further words: "Ada Marlow (1974, GB)"."""
    known = ", ".join(str(word) for word in asides if word)
    return f"{obj} ({known})" if known else str(obj)


class CatalogAdmin(WithAutocompletes, Deleting, PutsBack, Audited, ListExport):
    """Searches by the model's own `search`, deletes by its own `delete`, and has `acts`: names of its act methods."""

    acts: Iterable[str] = ()
    # The relation by which things without a name of their own are found.
    searched_through = ""
    list_per_page = 50
    paginator = ShortPaginator
    show_full_result_count = False
    save_on_top = True

    # -- searching ------------------------------------------------------------------------------------------------

    def get_changelist(self, request, **kwargs):
        return KeysFirst

    def get_paginator(self, request, queryset, *args, **kwargs):
        paginator: Any = super().get_paginator(request, queryset, *args, **kwargs)
        paginator.rows = self.get_queryset(request)
        paginator.rows.query.select_related = queryset.query.select_related
        return paginator

    def get_search_results(self, request, queryset, search_term):
        if not search_term:
            return queryset, False
        if self.searched_through:
            found = self.opts.get_field(self.searched_through).related_model.objects.search(search_term)
            return queryset.filter(**{f"{self.searched_through}__in": found}), False
        return queryset.search(search_term), False

    @staticmethod
    def is_choosing(request) -> bool:
        """Whether the list is asked for by an autocomplete, and not by the changelist."""
        return bool(request.resolver_match and request.resolver_match.url_name == "autocomplete")

    def choice_label(self, obj) -> str:
        """What an autocomplete calls it: enough to tell namesakes apart."""
        return str(obj)

    # -- acting ---------------------------------------------------------------------------------------------------

    def get_urls(self):
        info = self.opts.app_label, self.opts.model_name
        return [
            path(
                f"<path:object_id>/{name.replace('_', '-')}/",
                self.admin_site.admin_view(self.act_view),
                {"name": name},
                name="{}_{}_{}".format(*info, name),
            )
            for name in self.acts
        ] + super().get_urls()

    def may_act(self, request, name, obj) -> bool:
        permission = getattr(self, name).permission.format(self.opts.model_name)
        return request.user.has_perm(f"{self.opts.app_label}.{permission}")

    def home_of(self, obj):
        """Where an act on an object leads to, and in whose history it is written."""
        return obj

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            context["acts"] = [
                {"name": name, "label": verb.label, "url": self.act_url(name, obj), "one_click": verb.form is None}
                for name in self.acts
                if (verb := getattr(self, name)).offered(obj) and self.may_act(request, name, obj)
            ]
        return super().render_change_form(request, context, add=add, change=change, form_url=form_url, obj=obj)

    def act_url(self, name, obj):
        return reverse(f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_{name}", args=[obj.pk])

    # -- what was typed and not saved -----------------------------------------------------------------------------

    @method_decorator(csrf_protect)
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The form; or the form bound to words that were never sent, to take them or to look at them."""
        unsaved = keeping.asked_for(request)
        if unsaved is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            sent = keeping.as_if_sent(request, unsaved.data)
            response = super()._changeform_view(sent, object_id, form_url, extra_context)
        if "look" not in request.GET:
            return response
        context = response.context_data
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        return self.look(request, unsaved, context["adminform"].form, formsets, context["original"])

    def look(self, request, unsaved, form, formsets=(), original=None):
        """The page that shows how unsaved words differ from what is stored."""
        version = getattr(original, "version", None)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Typed and not saved"),
            "subtitle": str(unsaved),
            "opts": self.opts,
            "media": self.media,
            "original": original,
            "form": form,
            "unsaved": unsaved,
            "changes": list(keeping.changed_fields(form, formsets)),
            "has_moved_on": None not in {version, unsaved.version} and version != unsaved.version,
        }
        return TemplateResponse(request, "admin/catalog/unsaved.html", context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return keeping.unchecked(form) if keeping.is_only_shown(request) else form

    def _create_formsets(self, request, obj, change):
        formsets, instances = super()._create_formsets(request, obj, change)
        if keeping.is_only_shown(request):
            for formset in formsets:
                keeping.leave_unchecked(formset)
        return formsets, instances

    def response_change(self, request, obj):
        """Back to where one came from to put something right, as publishing asks for it."""
        response = super().response_change(request, obj)
        back = way_back(request) if "_save" in request.POST else ""
        return HttpResponseRedirect(back) if back else response

    def log_addition(self, request, obj, message):
        """Whatever was done is logged: what was typed for it waits no more."""
        keeping.settle(request)
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        keeping.settle(request)
        return super().log_change(request, obj, message)

    @method_decorator(csrf_protect)
    def act_view(self, request, object_id, name):
        """The page of one act: its form, what is wrong with it, and the deed."""
        verb = getattr(self, name)
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.may_act(request, name, obj):
            raise PermissionDenied
        if not verb.offered(obj):
            self.message_user(request, _("That cannot be done (any more)."), messages.WARNING)
            return HttpResponseRedirect(self.page_of(obj))
        form, preview = self.act_form(request, verb, obj), None
        unsaved = keeping.asked_for(request)
        if unsaved is not None:
            keeping.leave_unchecked(form)
            if "look" in request.GET:
                return self.look(request, unsaved, form, original=obj)
        elif form.is_bound and form.is_valid():
            if request.method == "GET" or (verb.preview and "_sure" not in request.POST):
                preview = verb.preview(obj, form.cleaned_data)
            elif response := self.do(request, verb, obj, form):
                return response
        context = {
            **self.admin_site.each_context(request),
            "title": verb.label,
            "subtitle": str(obj),
            "opts": self.opts,
            "original": obj,
            "form": form,
            # A form may bring an editor, whose modules find each other through an import map.
            "media": Media.from_media(self.media + form.media).with_nonce(request.csp_nonce),
            "explanation": verb.explanation,
            "preview": preview,
            "page": self.page_of(obj),
        }
        own = f"admin/{self.opts.app_label}/{self.opts.model_name}/{name}.html"
        return TemplateResponse(request, [own, "admin/catalog/act.html"], context)

    def act_form(self, request, verb, obj):
        """The form of an act: empty, as sent, or as it was typed and never sent."""
        data = keeping.typed(request)
        if data is None and verb.preview and request.GET:
            data = request.GET
        return (verb.form or forms.Form)(data, request.FILES or None, initial=verb.initial(obj))

    def do(self, request, verb, obj, form):
        """Act and go home; None, with the reasons in the form, when the deed is refused."""
        try:
            with transaction.atomic():
                before = auditing.values_of(obj)
                sentence = str(verb(request, obj, form.cleaned_data))
                self.log_act(request, self.home_of(obj), verb, sentence, before if self.home_of(obj) is obj else {})
        except ValidationError as error:
            add_errors(form, error)
            return None
        self.message_user(request, sentence, messages.SUCCESS)
        return HttpResponseRedirect(way_back(request) or self.page_of(self.home_of(obj)))

    def log_act(self, request, obj, verb, sentence, before):
        """An act's sentence, or its name alone where the log keeps no names; `before`: what the columns held."""
        keeping.settle(request)
        fields = auditing.differences_of(type(obj), before, auditing.values_of(obj))
        note = str(verb.label) if hasattr(obj, "name_in_log") else sentence
        self.write_entry(request, obj, AuditEntry.Action.CHANGED, {"fields": fields} if fields else {}, note)

    def page_of(self, obj):
        """Its page in the admin."""
        opts = obj._meta
        return reverse(f"{self.admin_site.name}:{opts.app_label}_{opts.model_name}_change", args=[obj.pk])


def add_errors(form: forms.Form, error: ValidationError, names: dict[str, str] | None = None) -> None:
    """Put what a verb refused where it belongs in a form: at the field, by `names` if it is called otherwise there."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for field, errors in error.error_dict.items():
        name = (names or {}).get(field, field)
        form.add_error(name if name in form.fields else None, errors)
