"""What is done with an article besides writing it: each act a page that says what will happen, and a verb."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import HiddenInput
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog import keeping
from catalog.admin.base import CatalogAdmin, act, add_errors
from news import correcting, windows
from news.admin.outlook import outlook
from news.conflicts import Conflict, CorrectionClash
from news.models import Article
from news.models.preferences import zone_of
from news.publishing import undoable
from news.verb_forms import (
    CorrectForm,
    EraseForm,
    PublishForm,
    RescheduleForm,
    RestoreForm,
    UndoForm,
    UnscheduleForm,
    VerbForm,
    WithdrawForm,
)
from news.words import conflict_sentence, window
from news.zones import in_zones, written


def is_live(article: Article) -> bool:
    return article.revisions.live().exists()


def is_scheduled(article: Article) -> bool:
    return article.revisions.scheduled().exists()


def _say_once(form, checks) -> None:
    """Take from the errors what the checks beside them say as well, with the place to go to."""
    said = {check.sentence for _title, _level, found in checks for check in found}
    errors = form.errors.get(NON_FIELD_ERRORS, [])
    for index in reversed([index for index, sentence in enumerate(errors) if sentence in said]):
        del errors[index]


class ArticleActs(CatalogAdmin):
    acts = [
        "publish",
        "undo_publish",
        "correct",
        "still_true",
        "reschedule",
        "unschedule",
        "withdraw",
        "restore",
        "erase",
    ]

    def act_view(self, request, object_id, name):
        response = super().act_view(request, object_id, name)
        if not isinstance(response, TemplateResponse) or response.context_data is None:
            return response
        if getattr(response.context_data["form"], "conflict", None):
            response.status_code = 409
        form, article = response.context_data["form"], response.context_data["original"]
        # Enter in a field must not do any of this: it is pressed.
        response.context_data |= {"guarded": True, "carried": getattr(form, "carried", None)}
        if name == "publish":
            asked = getattr(form, "asked", None)
            response.context_data |= {"asked": asked, "moments": asked and written(asked["at"], form.zone)}
            response.context_data |= outlook(article, **(asked or {}))
            _say_once(form, response.context_data["checks"])
        return response

    def may_act(self, request, name, obj):
        """Whoever may not change it may do nothing else with it."""
        return super().may_act(request, name, obj) and self.has_change_permission(request, obj)

    def act_form(self, request, verb, obj):
        asked = {name: request.GET.get(name, "") for name in ("revision", "stage")}
        form = verb.form(keeping.typed(request), article=obj, zone=zone_of(request.user), initial=asked)
        if "override" in form.fields and not request.user.has_perm("news.override_article"):
            form.fields["override"].widget = HiddenInput()
        return form

    def do(self, request, verb, obj, form):
        """As the catalog does it; somebody else's change, and a clash with a later text, are told in the form."""
        try:
            if self.asks_first(request, verb, obj, form):
                return None
            response = super().do(request, verb, obj, form)
            if response and verb.label == ArticleActs.publish.label:
                number = obj.revisions.order_by("-number").values_list("number", flat=True)[0]
                return HttpResponseRedirect(reverse("admin:news_article_receipt", args=[obj.pk, number]))
            return response
        except ValidationError as error:
            add_errors(form, error)
        except Conflict as conflict:
            form.conflict = conflict
            obj.refresh_from_db()
            form.add_error(None, conflict_sentence(obj))
            form.add_error(None, _("Look at what it says now. If you still want to do this, send it again."))
            form.see(conflict.current_version)
        except CorrectionClash as clash:
            form.add_error(None, _("These words were changed in a later text, at the very place you correct:"))
            form.add_error(None, [ValidationError(place) for place in clash.places])
            form.ask_to_force()
        return None

    def asks_first(self, request, verb, article, form) -> bool:
        """Whether what was sent is first shown as what it will do: a moment to come, a correction of other copies."""
        data = form.cleaned_data
        if data["version"] != article.version:
            return False
        if verb.label == ArticleActs.publish.label and data["at"]:
            form.asked = {name: data[name] for name in ("at", "until", "publish_subjects")}
            windows.check(article, data["at"], data["until"])
            # Another moment, typed beside the one that was shown, is shown first.
            return request.POST.get("asked") != data["at"].isoformat()
        if verb.label == ArticleActs.correct.label and not data["force"] and "_sure" not in request.POST:
            heads = {name: data[name] for name in ("title", "lead")}
            carried = correcting.rehearse(article, changes=data["changes"], heads=heads, choices=data["choices"])
            if len(carried) > 1 or any(copy.clashes for copy in carried):
                form.carried = carried
                return True
        return False

    def log_act(self, request, obj, verb, sentence, before):
        """The act by its name: its sentence may hold words of the article."""
        super().log_act(request, obj, verb, sentence, {})

    def can_undo(self, request, obj):
        """Its way back are its revisions."""
        return False

    def page_of(self, obj):
        """Where an article was erased stands its tombstone."""
        return super().page_of(getattr(obj, "erasure", obj))

    # The methods below get forms with a `version`: a second click comes with one that no longer stands.

    @act(gettext_lazy("Publish"), form=PublishForm, permission="publish_{}")
    def publish(self, request, article, data):
        revision = article.publish(
            by=request.user,
            version=data["version"],
            at=data["at"],
            until=data["until"],
            note=data["note"],
            material=data["material"],
            override=data["override"],
            publish_subjects=data["publish_subjects"],
        )
        if revision.is_scheduled():
            return _("Scheduled: readers will see it %(window)s.") % {"window": window(revision)}
        return _("Published: readers see it %(window)s.") % {"window": window(revision)}

    @act(
        gettext_lazy("Undo publication"),
        form=UndoForm,
        permission="publish_{}",
        offered=lambda article: undoable(article) is not None,
        explanation=gettext_lazy(
            "For ten minutes: readers see again what they saw before, and the updates that became public with it are "
            "private again. What was seen stays in the history, and your draft stays as it is."
        ),
    )
    def undo_publish(self, request, article, data):
        shown = article.undo_publish(
            article.revisions.filter(pk=data["live"]).first(), by=request.user, version=data["version"]
        )
        if shown is None:
            return _("Taken back: readers see nothing of it.")
        return _("Taken back: readers see again what they saw before.")

    @act(
        gettext_lazy("Checked, still true"),
        form=VerbForm,
        permission="publish_{}",
        offered=lambda article: article.revisions.live().stale().exists(),
        explanation=gettext_lazy(
            "What readers see claims what is no longer known to be so, and a note above it says what is. If every "
            "word is still true, the note goes, until something else becomes known."
        ),
    )
    def still_true(self, request, article, data):
        article.confirm(by=request.user, version=data["version"])
        return _("Checked: it is still true. The note above it is gone.")

    @act(
        gettext_lazy("Correct"),
        form=CorrectForm,
        permission="publish_{}",
        offered=is_live,
        explanation=gettext_lazy(
            "You correct what readers see now. The correction is live at once, and reaches the working copy and "
            "whatever is scheduled."
        ),
    )
    def correct(self, request, article, data):
        correction = article.correct(
            by=request.user,
            version=data["version"],
            kind=data["kind"],
            text=data["text"],
            title=data["title"],
            lead=data["lead"],
            changes=data["changes"],
            force=data["force"],
            choices=data["choices"],
        )
        return _("Corrected: %(text)s") % {"text": correction}

    @act(gettext_lazy("Reschedule"), form=RescheduleForm, permission="publish_{}", offered=is_scheduled)
    def reschedule(self, request, article, data):
        revision = data["revision"]
        article.reschedule(revision, by=request.user, version=data["version"], at=data["at"], until=data["until"])
        revision.refresh_from_db()
        return _("Rescheduled: readers see revision %(number)s %(window)s.") % {
            "number": revision.number,
            "window": window(revision),
        }

    @act(
        gettext_lazy("Cancel schedule"),
        form=UnscheduleForm,
        permission="publish_{}",
        offered=is_scheduled,
        explanation=gettext_lazy("The revision is called off; what it would have announced is private again."),
    )
    def unschedule(self, request, article, data):
        article.unschedule(data["revision"], by=request.user, version=data["version"])
        return _("Called off: revision %(number)s.") % {"number": data["revision"].number}

    @act(
        gettext_lazy("Withdraw"),
        form=WithdrawForm,
        permission="withdraw_{}",
        offered=lambda article: is_live(article) or is_scheduled(article),
        explanation=gettext_lazy(
            "It goes from every page, list, feed and search, and whatever is scheduled is called off. Its address "
            "says that it was withdrawn, and why. Publishing it again brings it back."
        ),
    )
    def withdraw(self, request, article, data):
        at = data["at"]
        article.withdraw(by=request.user, version=data["version"], reason=data["reason"], at=at)
        if at:
            words = {"moment": in_zones(at, zone_of(request.user)), "reason": data["reason"]}
            return _("Withdrawn from %(moment)s: %(reason)s") % words
        return _("Withdrawn: %(reason)s") % {"reason": data["reason"]}

    @act(
        gettext_lazy("Restore"),
        form=RestoreForm,
        offered=lambda article: article.revisions.exists(),
        explanation=gettext_lazy(
            "The working copy becomes what that revision says, as a new draft. Readers see no change until you "
            "publish, and the present draft stays in the history."
        ),
    )
    def restore(self, request, article, data):
        article.restore(data["revision"], by=request.user, version=data["version"])
        return _("Restored from revision %(number)s. Nothing is published by it.") % {
            "number": data["revision"].number
        }

    @act(
        gettext_lazy("Erase"),
        form=EraseForm,
        permission="erase_{}",
        explanation=gettext_lazy(
            "For a court order. Every version, draft, note and correction of it is deleted, with every picture that "
            "nothing else uses. Readers who come to its address learn that it was removed for legal reasons. "
            "Nothing brings it back. To take it from readers and keep it, withdraw it instead."
        ),
    )
    def erase(self, request, article, data):
        article.erasure = article.erase(by=request.user, version=data["version"], reason=data["reason"])
        return _("Erased. Nothing is left of it but the tombstone.")
