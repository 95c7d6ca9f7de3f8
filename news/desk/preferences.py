"""The page on which an editor chooses their own settings."""

import zoneinfo

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from news.models import EditorPreferences
from news.models.preferences import site_zone


class PreferencesForm(forms.ModelForm):
    class Meta:
        model = EditorPreferences
        fields = ["time_zone"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = sorted(zoneinfo.available_timezones())
        own = self.fields["time_zone"]
        choices = [("", gettext_lazy("The site's: %s") % site_zone().key), *((name, name) for name in names)]
        # Not a choice field: what is no zone of this machine is told by the model, and shown again as it was typed.
        own.widget = forms.Select(choices=choices)


def preferences(request, site):
    """One's own; nobody sees or sets another's."""
    mine = EditorPreferences.objects.filter(user=request.user).first()
    form = PreferencesForm(request.POST if request.method == "POST" else None, instance=mine)
    if request.method == "POST" and form.is_valid():
        EditorPreferences.objects.update_or_create(user=request.user, defaults=form.cleaned_data)
        messages.success(request, _("Your preferences were saved."))
        return HttpResponseRedirect(reverse("admin:preferences"))
    context = site.each_context(request) | {"title": _("Your preferences"), "form": form}
    return TemplateResponse(request, "admin/news/desk/preferences.html", context)
