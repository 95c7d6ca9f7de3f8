"""What `load_large` makes of the generator's files."""

import csv
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from catalog.axes import Label
from catalog.models import CastCredit, CrewCredit, Person, Series
from news.models import Article, Revision
from tests import make

pytestmark = pytest.mark.django_db


def a_row(number=1, **changes):
    row = {
        "id": number,
        "name": f"Соль {number}",
        "slug": f"salt-{number}",
        "type": "Reality",
        "language": "Russian",
        "genres": ["Comedy", "Drama"],
        "status": "Ended",
        "premiered": "2020-03-01",
        "ended": "2021-05-01",
        "network_id": 2,
        "web_channel_id": None,
        "imdb": f"tt9{number:07d}",
        "thetvdb": None,
        "rating": 7.3,
        "votes": 12,
        "summary_html": "<p><b>Salt</b> lorem.</p>",
        "image": None,
        "seasons": [
            {"number": 1, "episodes": 8, "premiere": "2020-03-01", "end": "2020-04-26"},
            {"number": 2, "episodes": 8, "premiere": "2021-03-01", "end": "2021-04-26"},
        ],
    }
    return row | changes


def an_article(number=1, **changes):
    article = {
        "id": number,
        "slug": "salt-1",
        "title": "Salt: dolor sit amet",
        "series_ids": [1, 2],
        "published": "2022-04-02T03:37:00Z",
        "updated": "2022-04-03T03:37:00Z",
        "status": "published",
        "body_html": "<p>Lorem <script>alert(1)</script> ipsum.</p>",
    }
    return article | changes


CAST = [
    [1, 1, "Vane", 0, 0, 0],
    [1, 1, "Vane", 1, 0, 0],
    [1, 1, "Old Vane", 2, 0, 0],
    [1, 2, "", 3, 0, 1],
    [2, 2, "Fish (voice)", 0, 1, 0],
]
CREW = [[1, 1, "Executive Producer", 0], [1, 1, "Executive Producer", 1], [2, 1, "Music", 0]]


@pytest.fixture
def folder(tmp_path):
    def table(name, heading, rows):
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([heading.split(","), *rows])

    table("people.csv", "id,name", [[1, "Ada Marlow"], [2, "X" * 500]])
    table("networks.csv", "id,name,country", [[1, "Meridian", "US"], [2, "Норд", ""]])
    table("cast.csv", "series_id,person_id,character,order,voice,is_self", CAST)
    table("crew.csv", "series_id,person_id,job,order", CREW)
    write_lines(tmp_path / "series.jsonl", [a_row(1), a_row(2, status="Running", rating=None, network_id=None)])
    return tmp_path


def write_lines(file, rows):
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def load(folder, *options):
    out = StringIO()
    call_command("load_large", str(folder), *options, stdout=out)
    return out.getvalue()


def test_everything_the_generator_wrote_goes_in(folder):
    said = load(folder)

    salt = Series.objects.get(title="Соль 1")
    assert salt.is_public()
    assert (salt.kind, salt.languages, salt.synopsis) == ("reality", "ru", "Salt lorem.")
    assert [str(network) for network in salt.networks.all()] == ["Норд"]
    assert sorted(str(genre) for genre in salt.genres.all()) == ["Comedy", "Drama"]
    assert [season.number for season in salt.seasons.in_order()] == [1, 2, None]
    assert salt.state().label == Label.ENDED
    assert list(Series.objects.search("соль 1")) == [salt]
    assert list(Person.objects.search("marlow")) == [Person.objects.get(name="Ada Marlow")]
    assert "2 series" in said
    assert "MB at most" in said


def test_a_credit_told_twice_is_one_and_each_character_is_another(folder):
    load(folder)

    cast = CastCredit.objects.order_by("series", "billing").values_list("character", "kind")
    assert list(cast) == [("Vane", "main"), ("Old Vane", "main"), ("", "self"), ("Fish (voice)", "voice")]
    assert [str(credit.job) for credit in CrewCredit.objects.order_by("series")] == ["Executive producer", "Composer"]


def test_states_are_as_the_updates_say(folder):
    load(folder)

    assert Series.objects.settle() == 0


def test_articles_go_the_way_of_every_article(folder):
    rows = [an_article(1), an_article(2, status="draft"), an_article(3, status="scheduled")]
    write_lines(folder / "articles.jsonl", rows)

    load(folder)

    live = Revision.objects.live().get()
    assert live.first_published_at.isoformat() == "2022-04-02T03:37:00+00:00"
    assert "script" not in json.dumps(live.document)
    assert [revision.pk for revision in Revision.objects.live().about(Series.objects.get(title="Соль 2"))] == [live.pk]
    assert sorted(article.public_state() for article in Article.objects.all()) == ["draft", "live", "scheduled"]


def test_articles_may_stay_out(folder):
    write_lines(folder / "articles.jsonl", [an_article()])

    load(folder, "--no-articles")

    assert not Article.objects.exists()


def test_a_site_that_is_not_empty_is_left_alone_unless_told(folder):
    ours = make.a_series("Ours")
    with pytest.raises(CommandError, match="--add"):
        load(folder)
    assert Series.objects.get() == ours

    load(folder, "--add")

    assert Series.objects.count() == 3
    assert make.a_series("The next one").pk not in (None, ours.pk)


@pytest.mark.parametrize("line", ['{"id": 1}', "[]", '{"id": "x"', json.dumps(a_row(status="Asleep"))])
def test_a_file_of_something_else_loads_nothing_at_all(folder, line):
    (folder / "series.jsonl").write_text(line + "\n", encoding="utf-8")

    with pytest.raises(CommandError, match="Nothing was loaded"):
        load(folder)

    assert not Person.objects.exists()


def test_a_folder_without_the_files_is_refused(tmp_path):
    with pytest.raises(CommandError, match=r"lacks people\.csv"):
        load(tmp_path)
