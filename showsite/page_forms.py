"""Forms of the site's own pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.forms import LineField, SluggedForm
from news.forms import version_field
from showsite.models import Page


class PageForm(SluggedForm):
    class Meta:
        model = Page
        fields = ["title", "slug", "lead", "text", "language"]
        widgets = {"lead": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})}


class PublishPageForm(forms.Form):
    """What readers are told of the change, with the version that the editor has seen."""

    version = version_field()
    note = LineField(
        label=_("What changed, for readers"),
        max_length=300,
        required=False,
        help_text=_("Stands at the foot of the page with the day. Empty: only the day stands there."),
    )
