"""The admin as a whole: its name, how its autocompletes call things, and forms that come without a session."""

from functools import partial, update_wrapper

from django.conf import settings
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.urls import path
from django.utils.translation import gettext_lazy as _


class ChoiceView(AutocompleteJsonView):
    def has_perm(self, request, obj=None):
        """By the `may_choose` of its admin, where choosing is for more people than looking."""
        may_choose = getattr(self.model_admin, "may_choose", None)
        return may_choose(request) if may_choose else super().has_perm(request, obj)

    def serialize_result(self, obj, to_field_name):
        """By the `choice_label` of its admin, where that has one: namesakes must be told apart."""
        label = getattr(self.model_admin, "choice_label", str)
        return super().serialize_result(obj, to_field_name) | {"text": label(obj)}


class ShowsiteAdmin(AdminSite):
    site_header = site_title = settings.SITE_NAME
    index_title = _("The newsroom")

    def register(self, model_or_iterable, admin_class=None, **options):
        """Every page of the admin writes into the one log, also those that other applications bring along."""
        from catalog.admin.auditing import Audited

        admin_class = admin_class or ModelAdmin
        if not issubclass(admin_class, Audited):
            admin_class = type(admin_class.__name__, (Audited, admin_class), {"__module__": admin_class.__module__})
        super().register(model_or_iterable, admin_class, **options)

    def get_log_entries(self, request):
        from catalog.models import AuditEntry

        return AuditEntry.objects.latest_first()

    def get_urls(self):
        from news.desk import pages
        from news.desk.preferences import preferences
        from showsite.leaving import take_everything

        def view(function):
            return self.admin_view(partial(function, site=self))

        return [
            path("preferences/", view(preferences), name="preferences"),
            path("take-everything/", view(take_everything), name="take_everything"),
            path("desk/<slug:slug>/", view(pages.desk_list), name="desk_list"),
            path("desk/leads/<int:key>/no-story/", view(pages.dismiss), name="desk_dismiss"),
            path("desk/leads/<int:key>/story/", view(pages.take_up), name="desk_take_up"),
            *super().get_urls(),
        ]

    def admin_view(self, view, cacheable=False):
        """As Django's; but what somebody who is logged out has sent is kept on a page, and not lost to the login."""
        checked = super().admin_view(view, cacheable)

        def kept(request, *args, **kwargs):
            from showsite import resending

            if not request.user.is_authenticated and resending.may_be_sent_again(request):
                return resending.send_again(request)
            return checked(request, *args, **kwargs)

        return update_wrapper(kept, checked)

    def index(self, request, extra_context=None):
        from news.desk.pages import laid_out

        return super().index(request, {"desk": laid_out(request.user)} | (extra_context or {}))

    def autocomplete_view(self, request):
        return ChoiceView.as_view(admin_site=self)(request)
