"""The admin as a whole: its name, and how its autocompletes call things."""

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.utils.translation import gettext_lazy as _


class ChoiceView(AutocompleteJsonView):
    def serialize_result(self, obj, to_field_name):
        """By the `choice_label` of its admin, where that has one: namesakes must be told apart."""
        label = getattr(self.model_admin, "choice_label", str)
        return super().serialize_result(obj, to_field_name) | {"text": label(obj)}


class ShowsiteAdmin(AdminSite):
    site_header = site_title = settings.SITE_NAME
    index_title = _("The newsroom")

    def autocomplete_view(self, request):
        return ChoiceView.as_view(admin_site=self)(request)
