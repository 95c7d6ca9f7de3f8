from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog.billing import roles_by_series
from catalog.models import CastCredit, CrewCredit, Person, Quote
from catalog.paging import letters
from catalog.parameters import Parameters, a_letter, a_slug
from catalog.views.addresses import at_its_address, page_of


@require_safe
def person_list(request):
    parameters = Parameters(request, letter=a_letter, after=a_slug, before=a_slug)
    people = Person.objects.public().select_related("photo")
    if letter := parameters.get("letter"):
        people = people.beginning_with(letter)
    context = {
        "page": page_of(people, parameters),
        "parameters": parameters,
        "canonical_query": parameters.query,
        "filter_query": parameters.query_without("after", "before"),
        "letters": letters(),
    }
    return render(request, "catalog/person_list.html", context)


@at_its_address(lambda: Person.objects.public().select_related("photo"))
def person_detail(request, person):
    context = {
        "person": person,
        "names": person.names.all(),
        "roles": roles_by_series(
            CastCredit.objects.public().of_person(person).for_filmography(),
            CrewCredit.objects.public().of_person(person).for_filmography().select_related("job"),
        ),
        "known_for": person.known_for.for_listing(),
        "quotes": Quote.objects.public().said_by(person).for_listing().select_related("series", "season"),
        "external_ids": person.external_ids.all(),
    }
    return render(request, "catalog/person_detail.html", context)
