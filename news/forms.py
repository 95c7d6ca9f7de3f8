"""Forms of the news admin: the article itself, and what its verbs ask for."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget

from catalog.admin.base import with_aside
from catalog.forms import SluggedForm
from catalog.fuzzydates import FuzzyDateField
from catalog.moments import FOREVER
from news import richtext
from news.checks import hidden_subjects
from news.conflicts import Conflict
from news.correcting import LEAVE, WIN, WORKING
from news.documents import upgraded
from news.models import BLOCKS, Article, Author, Claim, CorrectionKind, Revision, RichText
from news.publishing import undoable
from news.words import conflict_sentence, window
from news.zones import MomentField, ZonedForm

# More than any article is saved; longer numbers do not fit into a column.
MOST_VERSIONS = 2**31 - 1


def version_field() -> forms.IntegerField:
    return forms.IntegerField(min_value=0, max_value=MOST_VERSIONS, widget=forms.HiddenInput)


class ArticleForm(forms.ModelForm):
    """The working copy. It locks the article and refuses what was typed over an older version of it."""

    version = version_field()
    # The uuid of the article to be, so that a second click finds what the first has made.
    token = forms.UUIDField(widget=forms.HiddenInput)
    internal_note = forms.CharField(
        label=_("Note for the newsroom"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
        help_text=_("Why it was changed: stands in the history beside this save."),
    )
    conflict: Conflict | None = None

    class Meta:
        model = Article
        fields = [
            "title",
            "slug",
            "lead",
            "kind",
            "hero",
            "announces",
            "pinned_until",
            "language",
        ]
        widgets = {"lead": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {"version": self.instance.version, "token": self.instance.uuid}
        if announces := self.fields.get("announces"):
            announces.label_from_instance = lambda update: with_aside(update, update.season)

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and "version" in cleaned:
            try:
                self.instance.lock(cleaned["version"])
            except Conflict as conflict:
                self.conflict = conflict
                self.add_error(None, conflict_sentence(Article.objects.get(pk=self.instance.pk)))
        elif not self.instance.pk and "token" in cleaned:
            if Article.objects.filter(uuid=cleaned["token"]).exists():
                self.conflict = Conflict(self.instance.version)
                self.add_error(None, _("This article has been saved already: you find it in the list of articles."))
            self.instance.uuid = cleaned["token"]
        return cleaned


class BlockForm(forms.ModelForm):
    """A block. `lasting_key` is sent along by one that is stored anew after a conflict, and else empty."""

    lasting_key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def save(self, commit=True):
        key = self.cleaned_data.get("lasting_key")
        if key and not self.instance.pk and not any(model.objects.filter(key=key).exists() for model in BLOCKS):
            self.instance.key = key
        return super().save(commit)


class TextForm(BlockForm):
    """A block of text. A new one in which nothing was written is not kept; one that waits for its words is."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if text := self.fields.get("text"):
            text.required = False

    def has_changed(self):
        written = self.data.get(self.add_prefix("text"), "") if self.is_bound else ""
        return super().has_changed() and bool(self.instance.pk or richtext.clean(written))


class ClaimForm(forms.ModelForm):
    date = FuzzyDateField(label=_("date"), required=False, help_text="")

    class Meta:
        model = Claim
        fields = ["season", "axis", "value", "network"]
        widgets = {"value": forms.Select}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["date"] = self.instance.date
        if value := self.fields.get("value"):
            value.widget.choices = Claim.word_choices()
            value.help_text = ""

    def clean(self):
        cleaned = super().clean()
        if "date" in cleaned:
            self.instance.date = cleaned["date"]
        return cleaned


class WriteForm(forms.Form):
    """The headline of a story that is about to be drafted."""

    # The uuid of the article to be, so that a second click finds what the first has made.
    token = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("Headline"), max_length=200, widget=forms.TextInput(attrs={"class": "vLargeTextField"})
    )


class AuthorForm(SluggedForm):
    class Meta:
        model = Author
        fields = ["byline", "slug", "user", "bio", "photo"]

    def slug_for(self, cleaned):
        return Author.objects.free_slug(cleaned.get("byline") or "")


# -- verbs ----------------------------------------------------------------------------------------------------------


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
    note = forms.CharField(
        label=_("Note to readers"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
        help_text=_("Stands on the page, above the text. Usually empty."),
    )
    publish_subjects = forms.BooleanField(
        label=_("Publish hidden subjects too"),
        required=False,
        help_text=_("The series that it is about become public in the same moment."),
    )
    override = forms.CharField(
        label=_("Reason for an exception"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
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


class CompareForm(forms.Form):
    """Any two versions of an article: numbers of revisions, or the working copy."""

    WORKING = "working"

    def __init__(self, *args, article, **kwargs):
        super().__init__(*args, **kwargs)
        numbers = article.revisions.order_by("-number").values_list("number", "name")
        choices = [(self.WORKING, _("Working copy"))]
        choices += [(number, f"{number}: {name}" if name else str(number)) for number, name in numbers]
        for name, label in (("from", _("Earlier")), ("to", _("Later"))):
            self.fields[name] = forms.TypedChoiceField(
                label=label, choices=choices, coerce=lambda value: value if value == self.WORKING else int(value)
            )


class RevisionNameForm(forms.ModelForm):
    class Meta:
        model = Revision
        fields = ["name"]

    def clean_name(self):
        name = richtext.plain(self.cleaned_data["name"]).strip()
        others = self.instance.article.revisions.exclude(pk=self.instance.pk)
        if name and others.filter(name=name).exists():
            raise ValidationError(_("Another revision of this article has that name."))
        return name


class WithdrawForm(VerbForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
        help_text=_("Readers who come to its address read this."),
    )
    at = MomentField(label=_("When"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at"].help_text = _("In the time zone %s. Empty: at once.") % self.zone.key


class EraseForm(VerbForm):
    """The title or the slug has to be typed: nobody erases an article with one click too many."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
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
    text = forms.CharField(
        label=_("Correction"),
        max_length=500,
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
        help_text=_("What was wrong, and what is right. It stands on the article and in the ledger."),
    )
    force = forms.BooleanField(
        label=_("Let the correction win there"),
        required=False,
        widget=forms.HiddenInput,
        help_text=_("What was changed at that place is replaced by the correction."),
    )
    title = forms.CharField(
        label=_("Title"), max_length=200, widget=forms.TextInput(attrs={"class": "vLargeTextField"})
    )
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
