"""Jobs, departments and genres that every site has print in its language; what an editor wrote stays."""

import pytest
from django.utils.translation import override

from catalog import common_names, crediting
from catalog.models import CrewCredit, Genre, Job
from tests import make


@pytest.mark.django_db
def test_usual_jobs_and_genres_print_in_the_language_of_the_site_and_others_as_they_were_written():
    director, own = Job.objects.get(name="Director"), Job.objects.create(name="Dialect coach", department_id=1)
    drama, nordic = make.a_genre("Drama"), make.a_genre("Nordic noir")

    assert [str(director), director.heading, str(director.department), str(drama)] == [
        "Director",
        "Directors",
        "Directing",
        "Drama",
    ]
    with override("ru"):
        assert [str(director), director.heading, str(director.department), str(drama)] == [
            "Режиссёр",
            "Режиссёры",
            "Режиссура",
            "Драма",
        ]
        assert [str(own), own.heading, str(nordic)] == ["Dialect coach", "Dialect coach", "Nordic noir"]


@pytest.mark.django_db
def test_every_job_that_a_site_begins_with_is_known_in_its_language():
    for job in Job.objects.select_related("department"):
        assert job.name in common_names.JOBS
        assert (job.plural or job.name) in common_names.JOBS
        assert job.department.name in common_names.DEPARTMENTS


@pytest.mark.django_db
def test_pages_and_pasted_credits_speak_the_language_of_the_site(client):
    series = make.a_series("Соль", slug="salt", genres=[make.a_genre("Science-Fiction")])
    season = make.a_season(series, 1)
    person = make.a_person("Вера Лунд")
    CrewCredit.objects.create(series=series, season=season, person=person, job=Job.objects.get(name="Sound designer"))

    with override("ru"):
        assert "Научная фантастика" in client.get("/series/salt/").text
        assert "Звукорежиссёр" in client.get("/series/salt/season-1/").text
        (line,) = crediting.reader().read("Звукорежиссёры: Вера Лунд")
        assert line.job == "Sound designer"
    assert Genre.objects.get().name == "Science-Fiction"
