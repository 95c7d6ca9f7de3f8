"""Short answers to the admin's scripts: how a date is read, and what is known of a source's address."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from catalog.fuzzydates import FuzzyDate, FuzzyDateField, Precision
from catalog.models import Source


def reading_of(when: FuzzyDate) -> str:
    """How a date was read, so that a wrong reading is seen: "spring 2027 (1 March 2027 to 31 May 2027)"."""
    words = when.describe(timezone.localdate())
    if when.earliest is None or when.latest is None:
        return words
    if when.is_exact:
        return f"{words}, {date_format(when.latest, 'l')}"
    first, last = str(FuzzyDate.day(when.earliest)), str(FuzzyDate.day(when.latest))
    return gettext("%(date)s (%(first)s to %(last)s)") % {"date": words, "first": first, "last": last}


@require_safe
def date_reading(request):
    """What is typed in a box for a date, as `words` and `edtf`; or its `refusal`, which holds examples."""
    least = request.GET.get("least", "")
    field = FuzzyDateField(required=False, at_least=Precision(least) if least in Precision.values else None)
    try:
        when = field.clean(request.GET.get("said", ""))
    except ValidationError as error:
        return JsonResponse({"refusal": " ".join(error.messages)})
    if not when.wording:
        return JsonResponse({"words": "", "edtf": ""})
    return JsonResponse({"words": reading_of(when), "edtf": when.edtf})


@require_safe
def source_at_address(request):
    """What is known of a web address: the `source` that it is, or whose domain it is (`publisher`, `tier`)."""
    if not request.user.has_perm("catalog.view_source"):
        raise PermissionDenied
    url = request.GET.get("url", "")
    if source := Source.objects.at_address(url).first():
        told = gettext("This address is here already: “%s”. It is used again.") % source
        return JsonResponse({"source": source.pk, "label": str(source), "told": told})
    known = Source.objects.publisher_of(url)
    if known:
        known["told"] = gettext("Publisher and kind as in earlier sources of this site. Please check them.")
    return JsonResponse(known)
