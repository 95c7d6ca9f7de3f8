"""The site map for people: every part of the site, and the lists that lead to all pages."""

from itertools import groupby

from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog.models import Genre, Network, Series
from catalog.paging import letters
from news.models import Author, Revision
from showsite.models import Page

# More networks than this are found by their letter.
NETWORKS = 100


@require_safe
def site_map(request):
    networks = list(Network.objects.public().alphabetical()[: NETWORKS + 1])
    context = {
        "letters": letters(),
        "genres": sorted(Genre.objects.public(), key=str),
        "networks": networks[:NETWORKS],
        "has_more_networks": len(networks) > NETWORKS,
        "years": Series.objects.public().count_by_year(),
        "months": [(year, list(months)) for year, months in groupby(Revision.objects.live().months(), _year)],
        "authors": Author.objects.public(),
        "pages": Page.objects.listed(),
    }
    return render(request, "site_map.html", context)


def _year(month):
    return month.year
