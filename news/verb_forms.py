"""What the verbs of an article ask for: when, why, which revision."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget

from catalog.forms import LineField
from catalog.moments import FOREVER
from news import richtext
from news.checks import hidden_subjects
from news.correcting import LEAVE, WIN, WORKING
from news.documents import upgraded
from news.forms import version_field
from news.models import CorrectionKind, Revision, RichText
from news.publishing import undoable
from news.words import window
from news.zones import MomentField, ZonedForm


class VerbForm(ZonedForm):
    """What a verb of an article asks for, with the version that the editor has seen."""

    version = version_field()

    def __init__(self, *args, article, **kwargs):
        super().__init__(*args, **kwargs)
        self.article = article
        self.fields["version"].initial = article.version

    def see(self, version: int) -> None:
        """Show the form again with what was typed, and with the version that stands now."""
        data: Any = self.data
        self.data = data = data.copy()
        data["version"] = str(version)


class WindowForm(VerbForm):
    """From when until when: `at` and `until` as the verbs take them, None for now and for ever."""

    NOW, LATER = "now", "later"

    when = forms.ChoiceField(
        label=_("When"),
        choices=[(NOW, _("Now")), (LATER, _("At a moment"))],
        initial=NOW,
        widget=forms.RadioSelect,
    )
    at = MomentField(label=_("At"), required=False)
    until = MomentField(label=_("Until"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at"].help_text = _("In the time zone %s. For “At a moment” only.") % self.zone.key
        self.fields["until"].help_text = _("In the time zone %s. Empty: it stays.") % self.zone.key

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("when") == self.NOW:
            cleaned["at"] = None
        elif not cleaned.get("at") and "at" not in self.errors:
            self.add_error("at", _("From when on? Give a day and a time."))
        return cleaned


class PublishForm(WindowForm):
    material = forms.BooleanField(
        label=_("This is a material change"),
        required=False,
        initial=True,
        help_text=_("It gets a new date, and readers of the feeds see it again. Not for mere polish."),
    )
    note = LineField(
        label=_("Note to readers"),
        max_length=500,
        required=False,
        help_text=_("Stands on the page, above the text. Usually empty."),
    )
    publish_subjects = forms.BooleanField(
        label=_("Publish hidden subjects too"),
        required=False,
        help_text=_("The series that it is about become public in the same moment."),
    )
    override = LineField(
        label=_("Reason for an exception"),
        max_length=300,
        required=False,
        help_text=_("Why it is published although it claims what is not known to be so. It is kept in the history."),
    )

    def __init__(self, *args, **kwargs):
        """With questions about hidden subjects and claims only where there are any."""
        super().__init__(*args, **kwargs)
        if not hidden_subjects(self.article, timezone.now()):
            self.fields["publish_subjects"].widget = forms.HiddenInput()
        if not self.article.claims.exists():
            self.fields["override"].widget = forms.HiddenInput()


class UndoForm(VerbForm):
    """Which publication is meant: another one may stand by the time this is sent."""

    live = forms.IntegerField(max_value=2**62, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        live = undoable(self.article)
        self.initial |= {"live": live and live.pk}


class WithRevision(VerbForm):
    """One revision among some of an article: those that `revisions` gives."""

    revision = forms.ModelChoiceField(label=_("Revision"), queryset=Revision.objects.none(), empty_label=None)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["revision"].queryset = self.revisions()
        self.fields["revision"].label_from_instance = lambda revision: f"{revision.number}: {window(revision)}"

    def revisions(self):
        return self.article.revisions.scheduled().defer("document").order_by("live_from")


class RescheduleForm(WithRevision, WindowForm):
    field_order = ["version", "revision"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        asked = str(self.initial.get("revision", ""))
        revisions = {str(revision.pk): revision for revision in self.revisions()}
        if revision := revisions.get(asked, next(iter(revisions.values()), None)):
            until = revision.expires_at if revision.expires_at < FOREVER else None
            self.initial = {"when": self.LATER, "at": revision.live_from, "until": until} | self.initial


class UnscheduleForm(WithRevision):
    pass


class RestoreForm(WithRevision):
    def revisions(self):
        return self.article.revisions.defer("document").order_by("-number")


class WithdrawForm(VerbForm):
    reason = LineField(
        label=_("Reason"),
        max_length=300,
        help_text=_("Readers who come to its address read this."),
    )
    at = MomentField(label=_("When"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at"].help_text = _("In the time zone %s. Empty: at once.") % self.zone.key


class EraseForm(VerbForm):
    """The title or the slug has to be typed: nobody erases an article with one click too many."""

    reason = LineField(
        label=_("Reason"),
        max_length=300,
        help_text=_("It stays: the court and the file number, and no word of the article."),
    )
    confirmation = forms.CharField(
        label=_("Title or slug"),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "vLargeTextField", "autocomplete": "off"}),
        help_text=_("Type it to say which article you mean."),
    )

    def clean_confirmation(self):
        typed = self.cleaned_data["confirmation"].strip()
        if typed not in {self.article.title.strip(), self.article.slug}:
            raise ValidationError(_("This is neither the title nor the slug of this article."))
        return typed


class CorrectForm(VerbForm):
    """The words that readers see now, to be put right: title, lead, and a field for each block of text.

    `choices` says for each copy that the correction reaches whether it shall win there, or leave it as it is.
    """

    # What was read: another one may be live by the time this is sent.
    live = forms.IntegerField(max_value=2**62, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=CorrectionKind.choices, initial=CorrectionKind.TYPO, widget=forms.RadioSelect
    )
    text = LineField(
        label=_("Correction"),
        max_length=500,
        help_text=_("What was wrong, and what is right. It stands on the article and in the ledger."),
    )
    force = forms.BooleanField(
        label=_("Let the correction win there"),
        required=False,
        widget=forms.HiddenInput,
        help_text=_("What was changed at that place is replaced by the correction."),
    )
    title = LineField(label=pgettext_lazy("of an article", "Title"), max_length=200)
    lead = forms.CharField(
        label=_("Lead"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        revision = self.article.revisions.live().first()
        self.initial |= {"live": revision.pk, "title": revision.title, "lead": revision.lead}
        self.copies = [WORKING, *(str(pk) for pk in self.article.revisions.scheduled().values_list("pk", flat=True))]
        blocks = upgraded(revision.document)["blocks"]
        texts = [block for block in blocks if block["type"] == RichText.type]
        for number, block in enumerate(texts, start=1):
            self.fields[block["key"]] = ProseEditorFormField(
                label=_("Text %s") % number,
                initial=block["text"],
                required=False,
                extensions=richtext.EXTENSIONS,
                sanitize=richtext.clean,
                widget=AdminProseEditorWidget,
            )
        self.keys = [block["key"] for block in texts]

    def clean_live(self):
        """Old words sent over new ones would take back what was put right since."""
        if self.cleaned_data["live"] != self.initial["live"]:
            raise ValidationError(
                _("What readers see has changed since you opened this page. Keep your words, and open it again.")
            )
        return self.cleaned_data["live"]

    def ask_to_force(self) -> None:
        """Offer, after a clash, to let the correction win."""
        self.fields["force"].widget = forms.CheckboxInput()

    def clean(self):
        """With `changes`: the new texts by the keys of their blocks."""
        cleaned = super().clean()
        asked = {copy: self.data.get(f"choice_{copy}") for copy in self.copies}
        return cleaned | {
            "changes": {key: cleaned[key] for key in self.keys if key in cleaned},
            "choices": {copy: choice for copy, choice in asked.items() if choice in {WIN, LEAVE}},
        }
