"""Forms of the news' admin."""

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime, AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorFormField

from catalog.axes import Decision, Production, Release
from catalog.fuzzydates import FuzzyDateField
from news import richtext
from news.conflicts import Conflict
from news.models import Article, Claim, CorrectionKind, PublicState


class ArticleForm(forms.ModelForm):
    """The working copy. `seen_version` is what the editor saw; the rows are locked from its check until the end."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        widgets = {"lead": AdminTextareaWidget(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen_version"].initial = self.instance.version
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and cleaned.get("seen_version") is not None:
            try:
                self.instance.lock(cleaned["seen_version"])
            except Conflict as conflict:
                raise ValidationError(self.in_the_way(conflict), code="conflict") from conflict
        return cleaned

    def in_the_way(self, conflict):
        stored = Article.objects.select_related("changed_by").get(pk=self.instance.pk)
        return format_html(
            gettext(
                "{conflict} ({who}, {when}) Nothing of yours has been saved, and all of it still stands below. "
                "<a href='{page}' target='_blank'>Open the present version in another tab</a> and carry over what "
                "is yours."
            ),
            conflict=conflict,
            who=stored.changed_by or "?",
            when=date_format(timezone.localtime(stored.changed_at), "DATETIME_FORMAT"),
            page=".",
        )


class ClaimForm(forms.ModelForm):
    """What the article says is true: a word, a network or a date."""

    value = forms.ChoiceField(
        label=_("word"),
        required=False,
        choices=[
            ("", "---------"),
            (_("Decision"), Decision.choices),
            (_("Production"), [choice for choice in Production.choices if choice[0] != "unknown"]),
            (_("Release pattern"), [choice for choice in Release.choices if choice[0] != "unknown"]),
            (_("Last season"), [("yes", _("yes")), ("no", _("no"))]),
        ],
    )
    date = FuzzyDateField(label=_("date"), required=False)

    class Meta:
        model = Claim
        fields = ["season", "axis", "value", "network"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["date"] = self.instance.date

    def clean(self):
        cleaned = super().clean()
        if "date" in cleaned:
            self.instance.date = cleaned["date"]
        return cleaned


# -- verbs --------------------------------------------------------------------------------------------------------


def moment_field(label, **options) -> forms.SplitDateTimeField:
    return forms.SplitDateTimeField(label=label, required=False, widget=AdminSplitDateTime, **options)


class VerbForm(forms.Form):
    """A verb on an article at the version that the editor has seen, so that a second click does nothing twice."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    MOMENTS: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        zone = gettext("In the time zone %s.") % timezone.get_current_timezone_name()
        for name in self.MOMENTS:
            text = self.fields[name].help_text
            self.fields[name].help_text = f"{text} {zone}" if text else zone


class PublishForm(VerbForm):
    NOW, LATER = "now", "later"
    MOMENTS = ("at", "until")

    when = forms.ChoiceField(
        label=_("When"),
        choices=[(NOW, _("Now")), (LATER, _("From a moment on"))],
        initial=NOW,
        widget=forms.RadioSelect,
    )
    at = moment_field(_("From"))
    until = moment_field(_("Until"), help_text=_("Empty: for good, or until a later version takes over."))
    material = forms.BooleanField(
        label=_("Readers should hear of it"),
        required=False,
        initial=True,
        help_text=_("A change of substance: it moves the date of the last change, and feed readers show it."),
    )
    note = forms.CharField(
        label=_("Note to readers"), required=False, max_length=500, widget=AdminTextareaWidget(attrs={"rows": 2})
    )

    @property
    def explanation(self):
        """What will happen, in words."""
        article: Article = self.initial["article"]
        sentences = [gettext("Readers find it at /news/%s/.") % article.slug]
        state = article.public_state()
        if state in {PublicState.LIVE, PublicState.LIVE_WITH_CHANGES}:
            sentences.append(gettext("It takes the place of what readers see now."))
        for revision in article.revisions.scheduled().order_by("live_from"):
            when = date_format(timezone.localtime(revision.live_from), "DATETIME_FORMAT")
            sentences.append(
                gettext("Version %(number)s is scheduled for %(when)s and stays so.")
                % {"number": revision.number, "when": when}
            )
        for update in article.announces.private():
            sentences.append(gettext("“%s” becomes public with it.") % update)
        return " ".join(sentences)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("when") == self.LATER and not cleaned.get("at") and "at" not in self.errors:
            self.add_error("at", _("From when on? Give a day and a time."))
        if cleaned.get("when") == self.NOW and cleaned.get("at"):
            self.add_error("when", _("Now, or from the moment given below? Choose one."))
        return cleaned


class WithdrawForm(VerbForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("Readers are told it at the article's address."),
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
    )


class RescheduleForm(VerbForm):
    MOMENTS = ("at", "until")

    at = moment_field(_("From"), help_text=_("Empty: now."))
    until = moment_field(_("Until"), help_text=_("Empty: for good, or until a later version takes over."))


class CorrectForm(VerbForm):
    """What readers see now, to be corrected word by word. A text field for each of its rich texts."""

    kind = forms.ChoiceField(label=_("Kind"), choices=CorrectionKind.choices)
    text = forms.CharField(
        label=_("What was wrong"),
        max_length=500,
        help_text=_("For readers: what it said, and what is right."),
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
    )
    title = forms.CharField(
        label=_("Title"), max_length=200, widget=forms.TextInput(attrs={"class": "vLargeTextField"})
    )
    lead = forms.CharField(
        label=_("Lead"), required=False, max_length=500, widget=AdminTextareaWidget(attrs={"rows": 2})
    )
    force = forms.BooleanField(
        label=_("Let the correction win"),
        required=False,
        help_text=_("Only where a later version was changed at the same place: its words there are replaced."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.prose: dict[str, str] = self.initial["prose"]
        for number, (key, html) in enumerate(self.prose.items(), start=1):
            self.fields[key] = ProseEditorFormField(
                label=_("Text %d") % number,
                required=False,
                initial=html,
                config={"extensions": richtext.EXTENSIONS},
                sanitize=richtext.clean,
            )
        self.order_fields(["title", "lead", *self.prose, "kind", "text", "force"])
