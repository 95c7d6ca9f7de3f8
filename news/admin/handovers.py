"""Handing a draft over on its page, and what is told there of where it is."""

from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.http import HttpResponseRedirect
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.admin.base import CatalogAdmin, act
from catalog.forms import LineField
from news import words
from news.handing_over import hands
from news.models import Stage
from news.verb_forms import VerbForm

NEXT = {Stage.DRAFT: Stage.IN_REVIEW, Stage.IN_REVIEW: Stage.READY, Stage.READY: Stage.DRAFT}
DEEDS = {
    Stage.IN_REVIEW: gettext_lazy("Ask for review"),
    Stage.READY: gettext_lazy("Ready"),
    Stage.DRAFT: gettext_lazy("Back to draft"),
}


class HandoverForm(VerbForm):
    stage = forms.ChoiceField(label=gettext_lazy("Stage"), choices=list(DEEDS.items()), widget=forms.RadioSelect)
    assignee = forms.ModelChoiceField(
        label=gettext_lazy("To"),
        queryset=get_user_model()._default_manager.none(),
        required=False,
        empty_label=gettext_lazy("Nobody in particular"),
    )
    word = LineField(
        label=gettext_lazy("A word to them"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("What is to be looked at, or done. They read it on their desk; readers never see it."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        to = self.fields["assignee"]
        to.queryset, to.label_from_instance = hands(), words.named
        if self.initial.get("stage") not in Stage.values:
            self.initial["stage"] = NEXT[Stage(self.article.stage)]
        if self.initial["stage"] == Stage.DRAFT:
            # Who asked for the review, or began it, goes on with it.
            standing = self.article.handovers.standing().first()
            self.initial["assignee"] = (standing and standing.handed_by_id) or self.article.created_by_id


class HandoverActs(CatalogAdmin):
    acts = ["hand_over"]

    @act(
        gettext_lazy("Hand over"),
        form=HandoverForm,
        explanation=gettext_lazy(
            "Somebody else goes on with it and finds it on their desk. Publishing it, or scheduling that, ends it."
        ),
    )
    def hand_over(self, request, article, data):
        handover = article.hand_over(
            by=request.user,
            version=data["version"],
            stage=data["stage"],
            assignee=data["assignee"],
            word=data["word"],
        )
        if handover.assignee:
            told = {"stage": handover.get_stage_display(), "who": words.named(handover.assignee)}
            return _("Handed over: %(stage)s, to %(who)s.") % told
        return _("Handed over: %s.") % handover.get_stage_display()

    def handing(self, request, article):
        """On to the form that hands over what was just saved, when a button asks for it."""
        stage = next((stage for stage in Stage.values if f"_to_{stage}" in request.POST), None)
        if stage is None or not self.may_act(request, "hand_over", article):
            return None
        return HttpResponseRedirect(f"{self.act_url('hand_over', article)}?stage={stage}")

    @admin.display(description=gettext_lazy("stage"))
    def whereabouts(self, article):
        """At which stage it is, with whom, and what they were told."""
        where = words.whereabouts(article)
        handover = article.handovers.of([article]).first()
        return (
            format_html('{} <span class="news-moment">{}</span>', where, words.handed(handover)) if handover else where
        )
