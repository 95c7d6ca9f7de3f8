"""Never lose a word: the body of a form that was not saved, bound to its form again, and how it differs."""

import copy
import re
import uuid
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django import forms
from django.core import signing
from django.core.exceptions import TooManyFieldsSent
from django.forms.utils import ErrorDict
from django.http import Http404, HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from catalog.differences import Difference, differences
from catalog.models import Unsaved

MOST_BYTES = 2_000_000
MOST_COPIES = 2**53
OPENED, COUNTER, TAKEN = "_opened", "_counter", "_taken"
# What belongs to the sending of a form, and not to what was typed.
OF_THE_SENDING = {"csrfmiddlewaretoken", OPENED, COUNTER, TAKEN, "_popup", "_to_field"}
# What a thing without a title is known by.
TITLES = ["title", "name", "byline", "heading", "summary", "lead", "text"]


_whereabouts: list[Callable[[str], bool]] = []


class TooLarge(Exception):
    """More was typed than is kept."""


# -- which form -----------------------------------------------------------------------------------------------------


def seal(user, form: str, label: str) -> str:
    """Says that this user was shown a form that they may change: only then are copies of it kept for them."""
    return signing.dumps([user.pk, form, label], salt="catalog.keeping")


def unseal(sealed: str) -> tuple[int, str, str]:
    """User, form and label. signing.BadSignature for what this site has not sealed."""
    pk, form, label = signing.loads(sealed, salt="catalog.keeping")
    return pk, form, label


def register_whereabouts(is_there: Callable[[str], bool]) -> None:
    """Let `is_there(form)` say whether what a form's address is of still exists, and keep that so in a transaction."""
    _whereabouts.append(is_there)


def is_there(form: str) -> bool:
    """Whether words may be kept for a form: an open page must not bring back words of what was erased.

    To be called in the transaction that keeps them.
    """
    return all(each(form) for each in _whereabouts)


# -- the body -------------------------------------------------------------------------------------------------------


def body_of(raw: bytes) -> QueryDict:
    """A form's body without what is nobody's words. TooLarge; ValueError for what no browser sends."""
    if len(raw) > MOST_BYTES:
        raise TooLarge
    try:
        data = QueryDict(raw.decode("ascii"), mutable=True)
    except TooManyFieldsSent:
        raise TooLarge from None
    for name in [name for name in data if name in OF_THE_SENDING or "password" in name.lower()]:
        del data[name]
    return data


def title_of(data: QueryDict) -> str:
    """What an editor would know it by."""
    texts = (strip_tags(data.get(name, "")) for name in TITLES)
    plain = (re.sub(r"[\x00-\x20\x7f\ud800-\udfff]+", " ", text).strip() for text in texts)
    return next(filter(None, plain), "")[:200]


def version_of(data: QueryDict) -> int | None:
    version = data.get("version", "")
    return int(version) if re.fullmatch(r"[0-9]{1,9}", version) else None


def uuid_of(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None


def count_of(text: str | None) -> int | None:
    """The number of a copy, or None for what is none."""
    return int(text) if re.fullmatch(r"[0-9]{1,15}", text or "") else None  # type: ignore[arg-type]


def settle(request: HttpRequest) -> None:
    """What was typed into the form that a request has sent is saved. To be called in the transaction that saves it."""
    counter, opened = count_of(request.POST.get(COUNTER)), uuid_of(request.POST.get(OPENED))
    if opened and counter is not None:
        Unsaved.objects.settle(user=request.user, form=request.path, opened=opened, counter=counter)
    # Words that were taken over: by the script's field, or by the address, where there is no script.
    own = Unsaved.objects.of(request.user, request.path)
    if taken := uuid_of(request.POST.get(TAKEN)):
        own.filter(opened=taken).exclude(opened=opened).delete()
    elif pk := count_of(request.GET.get("take")):
        own.filter(pk=pk).exclude(opened=opened).delete()


# -- the form, bound to a body that was not sent --------------------------------------------------------------------


def asked_for(request: HttpRequest) -> Unsaved | None:
    """The unsaved body that a GET of a form asks for, to take it or to look at it. Http404 when there is none."""
    wanted = request.GET.get("take", request.GET.get("look"))
    if wanted is None or request.method != "GET":
        return None
    pk = count_of(wanted)
    found = pk is not None and Unsaved.objects.of(request.user, request.path).waiting().filter(pk=pk).first()
    if not found:
        raise Http404(_("These words are not kept (any more)."))
    return found


def typed(request: HttpRequest) -> QueryDict | None:
    """What a form of our own is to be bound to: what was sent, or what was typed and never sent."""
    if request.method == "POST":
        return request.POST
    unsaved = asked_for(request)
    return unsaved.data if unsaved else None


def as_if_sent(request: HttpRequest, data: QueryDict) -> HttpRequest:
    """A request as it would be had the body been sent. For Django's own view, which must be kept from acting on it."""
    sent: Any = copy.copy(request)
    sent.method, sent.POST, sent._files = "POST", data, MultiValueDict()
    sent.only_shown = True
    return sent


def is_only_shown(request: HttpRequest) -> bool:
    return getattr(request, "only_shown", False)


class Unchecked:
    """A form that is bound and asks nobody whether what was typed is right."""

    def full_clean(self) -> None:
        self._errors = ErrorDict()
        self.cleaned_data: dict = {}

    def is_valid(self) -> bool:
        return False


def unchecked(form_class: type[forms.BaseForm]) -> type[forms.BaseForm]:
    return type(form_class)(form_class.__name__, (Unchecked, form_class), {})  # type: ignore[return-value]


def leave_unchecked(bound: Any) -> None:
    """Keep a bound form or formset from judging what was typed."""
    if isinstance(bound, forms.BaseFormSet):
        formset: Any = bound
        for form in formset.forms:
            leave_unchecked(form)
        formset._errors, formset._non_form_errors = [{} for _form in formset.forms], formset.error_class()
    else:
        bound._errors, bound.cleaned_data = ErrorDict(), {}


# -- how it differs -------------------------------------------------------------------------------------------------


class Changed(NamedTuple):
    """A field that was typed otherwise than it is stored: of which row, its label, and both as one row of words."""

    row: str
    label: str
    parts: list[Difference]


def changed_fields(form, formsets=()) -> Iterator[Changed]:
    """What a bound form and its formsets say otherwise than what is stored, field by field."""
    yield from _changed_in(form, "")
    for formset in formsets:
        kind = capfirst(str(formset.model._meta.verbose_name)) if hasattr(formset, "model") else _("Row")
        for row in formset.forms:
            stored = getattr(row, "instance", None)
            known = f"{kind}: {stored}" if stored is not None and stored.pk else kind
            if _is_ticked(row, "DELETE"):
                yield Changed(known, _("Deleted"), [Difference("removed", known)])
            else:
                yield from _changed_in(row, known)


def _is_ticked(row, name) -> bool:
    field = row.fields.get(name)
    return bool(field and field.widget.value_from_datadict(row.data, row.files, row.add_prefix(name)))


def _changed_in(form, row: str) -> Iterator[Changed]:
    for name in form.changed_data:
        bound = form[name]
        # The order of blocks is hidden, and yet something that was done.
        if bound.is_hidden and not name.endswith("ordering"):
            continue
        before, after = words_of(bound.field, bound.initial), words_of(bound.field, bound.data)
        if before != after:
            # Where a mark is all that differs, the marks are shown.
            plain = without_marks(before), without_marks(after)
            before, after = plain if plain[0] != plain[1] else (before, after)
            label = _("Place") if name.endswith("ordering") else capfirst(str(bound.label))
            yield Changed(row, label, differences(before, after))


def words_of(field: Any, value) -> str:
    """A value, stored or typed, as a reader would say it."""
    if value in (None, "", []):
        return ""
    if isinstance(field, forms.BooleanField):
        return _("yes") if field.to_python(value) else _("no")
    if isinstance(field, forms.ModelChoiceField):
        many = value if isinstance(value, list | tuple) else [value]
        keys = [str(getattr(each, "pk", each)) for each in many]
        queryset: Any = field.queryset
        found = queryset.filter(pk__in=[key for key in keys if re.fullmatch(r"[0-9]{1,18}", key)])
        names = {str(each.pk): field.label_from_instance(each) for each in found}
        return ", ".join(str(names.get(key, key)) for key in keys)
    if isinstance(field, forms.ChoiceField):
        many = value if isinstance(value, list | tuple) else [value]
        choices: Any = field.choices
        labels = {str(key): str(label) for key, label in choices if not isinstance(label, list | tuple)}
        return ", ".join(labels.get(str(each), str(each)) for each in many)
    if isinstance(field, forms.MultiValueField | forms.SplitDateTimeField) and isinstance(value, list | tuple):
        return " ".join(str(each) for each in value if each)
    value = field.prepare_value(value)
    if isinstance(field, forms.SplitDateTimeField):
        return " ".join(str(each) for each in field.widget.decompress(value) if each is not None)
    return str(value)


def without_marks(text: str) -> str:
    """A text with marks as it reads, a paragraph a line."""
    if not re.match(r"\s*<\w+[^>]*>", text):
        return text
    return strip_tags(re.sub(r"</(p|li|h[1-6]|blockquote)>(?=.)", "\n", text))
