"""Forms of the news admin: an article with its blocks and claims, an author, a revision."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from catalog.admin.base import with_aside
from catalog.forms import LineField, SluggedForm
from catalog.fuzzydates import FuzzyDateField
from news import richtext
from news.conflicts import Conflict
from news.models import BLOCKS, Article, Author, Claim, Revision
from news.words import conflict_sentence

# More than any article is saved; longer numbers do not fit into a column.
MOST_VERSIONS = 2**31 - 1


def version_field() -> forms.IntegerField:
    return forms.IntegerField(min_value=0, max_value=MOST_VERSIONS, widget=forms.HiddenInput)


class ArticleForm(forms.ModelForm):
    """The working copy. It locks the article and refuses what was typed over an older version of it."""

    version = version_field()
    # The uuid of the article to be, so that a second click finds what the first has made.
    token = forms.UUIDField(widget=forms.HiddenInput)
    internal_note = LineField(
        label=_("Note for the newsroom"),
        max_length=500,
        required=False,
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
    title = LineField(label=_("Headline"), max_length=200)


class AuthorForm(SluggedForm):
    class Meta:
        model = Author
        fields = ["byline", "slug", "user", "bio", "photo"]

    def slug_for(self, cleaned):
        return Author.objects.free_slug(cleaned.get("byline") or "")


# -- verbs ----------------------------------------------------------------------------------------------------------


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
