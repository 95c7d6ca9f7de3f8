"""The admin as a whole: its name, how its autocompletes call things, and forms that come without a session."""

from functools import partial, update_wrapper

from django.conf import settings
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.db.models.base import ModelBase
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from showsite.widget_words import WordsOfScripts

# What allauth would list: addresses for mails that are never sent, and second factors with their secrets.
UNLISTED = {"account", "mfa"}


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

        models = [model_or_iterable] if isinstance(model_or_iterable, ModelBase) else model_or_iterable
        models = [model for model in models if model._meta.app_label not in UNLISTED]
        admin_class = admin_class or ModelAdmin
        if not issubclass(admin_class, Audited):
            admin_class = type(admin_class.__name__, (Audited, admin_class), {"__module__": admin_class.__module__})
        super().register(models, admin_class, **options)

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

    def i18n_javascript(self, request, extra_context=None):
        return WordsOfScripts.as_view()(request)

    def admin_view(self, view, cacheable=False):
        """As Django's; but what somebody who is logged out has sent is kept on a page, and not lost to the login."""
        checked = super().admin_view(view, cacheable)

        def kept(request, *args, **kwargs):
            from showsite import resending

            if not request.user.is_authenticated and resending.may_be_sent_again(request):
                return resending.send_again(request)
            return checked(request, *args, **kwargs)

        return update_wrapper(kept, checked)

    @method_decorator(never_cache)
    def login(self, request, extra_context=None):
        """Lead to the login that asks for the second factor too: there is no other door."""
        from showsite.login.pages import no_entry

        address = request.GET.get(REDIRECT_FIELD_NAME, "")
        if not url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
            address = reverse("admin:index")
        if self.has_permission(request):
            return HttpResponseRedirect(address)
        if request.user.is_authenticated:
            return no_entry(request)
        return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({REDIRECT_FIELD_NAME: address})}")

    def logout(self, request, extra_context=None):
        from allauth.account.views import logout

        from showsite.login.pages import page

        return require_POST(page(logout))(request)

    def password_change(self, request, extra_context=None):
        return HttpResponseRedirect(reverse("account_change_password"))

    def index(self, request, extra_context=None):
        from news.desk.pages import laid_out

        return super().index(request, {"desk": laid_out(request.user)} | (extra_context or {}))

    def autocomplete_view(self, request):
        return ChoiceView.as_view(admin_site=self)(request)
