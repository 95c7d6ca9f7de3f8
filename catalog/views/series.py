from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalog.answers import answer_of
from catalog.axes import Label
from catalog.billing import cast_by_person, crew_by_job, runs
from catalog.charts import rating_chart
from catalog.models import Genre, Network, Series
from catalog.moments import day_of
from catalog.paging import letters
from catalog.parameters import Parameters, a_letter, a_slug, a_year, one_of
from catalog.views.addresses import at_its_address, page_of

PAGING = {"after": a_slug, "before": a_slug}


@require_safe
def series_list(request):
    parameters = Parameters(
        request, genre=a_slug, network=a_slug, label=one_of(Label), year=a_year, letter=a_letter, **PAGING
    )
    series = Series.objects.public().for_listing()
    genre = network = None
    if slug := parameters.get("genre"):
        genre = get_object_or_404(Genre.objects.public(), slug=slug)
        series = series.in_genre(genre)
    if slug := parameters.get("network"):
        network = get_object_or_404(Network.objects.public(), slug=slug)
        series = series.on_network(network)
    shelf = (genre or network) if len(parameters.filters) == 1 else None
    if label := parameters.get("label"):
        series = series.labelled(label)
    if year := parameters.get("year"):
        series = series.begun_in(year)
    if letter := parameters.get("letter"):
        series = series.beginning_with(letter)
    context = {
        "page": page_of(series, parameters),
        "parameters": parameters,
        # All series of a genre or a network have a page of their own.
        "canonical_path": shelf.get_absolute_url() if shelf else "",
        "canonical_query": parameters.query_without("genre", "network") if shelf else parameters.query,
        "filter_query": parameters.query_without("after", "before"),
        "letter_query": parameters.query_without("after", "before", "letter"),
        "letters": letters(),
        "labels": Label.choices,
        "genre": genre,
        "network": network,
        "genres": sorted(Genre.objects.public(), key=str),
        "networks": Network.objects.public(),
    }
    return render(request, "catalog/series_list.html", context)


@at_its_address(lambda: Series.objects.public().for_page())
def series_detail(request, series):
    now = timezone.now()
    today = day_of(now)
    seasons = list(series.seasons.as_of(now).select_related("poster").in_order())
    ratings = list(series.ratings.latest())
    context = {
        "series": series,
        "today": today,
        "answer": answer_of(series, today),
        "seasons": seasons,
        "season_ratings": [rating for rating in ratings if rating.season_id],
        "runs": runs(seasons),
        "cast": cast_by_person(series.cast.for_listing()),
        "crew": crew_by_job(series.crew.for_listing()),
        "genres": sorted(series.genres.all(), key=str),
        "networks": series.network_rows.select_related("network"),
        "other_titles": series.other_titles.all(),
        "relations": series.relations.to_public(),
        "relations_back": series.relations_back.from_public(),
        "ratings": [rating for rating in ratings if not rating.season_id],
        "chart": rating_chart(series.ratings.of_whole_series()),
        "quotes": series.quotes.for_listing(),
        "facts": series.facts.for_listing(),
        "videos": series.videos.for_listing(),
        "external_ids": series.external_ids.all(),
    }
    return render(request, "catalog/series_detail.html", context)


@at_its_address(lambda: Series.objects.public().for_page())
def video_detail(request, series, video):
    videos = series.videos.select_related("season")
    found = get_object_or_404(videos.for_listing(), slug=video)
    context = {"series": series, "video": found, "more": series.videos.beside(found)}
    return render(request, "catalog/video_detail.html", context)


@require_safe
def genre_list(request):
    """All genres that series have, with how many each."""
    counts = Series.objects.public().count_by("genres")
    genres = [(genre, counts[genre.pk]) for genre in sorted(Genre.objects.all(), key=str) if genre.pk in counts]
    return render(request, "catalog/genre_list.html", {"genres": genres})


@require_safe
def network_list(request):
    """All networks that have series, with how many each."""
    parameters = Parameters(request, letter=a_letter, **PAGING)
    networks = Network.objects.public()
    if letter := parameters.get("letter"):
        networks = networks.beginning_with(letter)
    page = page_of(networks, parameters)
    counts = Series.objects.public().count_by_network(page.rows)
    context = {
        "page": page,
        "networks": [(network, counts.get(network.pk, 0)) for network in page],
        "parameters": parameters,
        "canonical_query": parameters.query,
        "filter_query": parameters.query_without("after", "before"),
        "letters": letters(),
    }
    return render(request, "catalog/network_list.html", context)


@require_safe
def year_list(request):
    """The years in which series began, with how many each."""
    return render(request, "catalog/year_list.html", {"years": Series.objects.public().count_by_year().items()})


@at_its_address(lambda: Genre.objects.public())
def genre_detail(request, genre):
    return _shelf(request, "catalog/genre_detail.html", Series.objects.in_genre(genre), genre=genre)


@at_its_address(lambda: Network.objects.public())
def network_detail(request, network):
    return _shelf(request, "catalog/network_detail.html", Series.objects.on_network(network), network=network)


def _shelf(request, template, series, **about):
    """A page of the public ones among some series."""
    parameters = Parameters(request, **PAGING)
    page = page_of(series.public(timezone.now()).for_listing(), parameters)
    return render(
        request, template, {"page": page, "parameters": parameters, "canonical_query": parameters.query, **about}
    )
