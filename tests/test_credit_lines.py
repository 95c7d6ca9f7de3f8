import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.credit_lines import CreditReader, NamedWork
from catalog.folding import fold

JOBS = {fold(word): job for job in ("Director", "Writer", "Executive producer") for word in (job, f"{job}s")}


def read(text):
    return CreditReader(JOBS).read(text)


def in_short(text):
    return [(credit.name, credit.character or credit.job, credit.kind) for credit in read(text)]


def test_reads_person_character_and_what_the_person_is_known_for():
    (credit,) = read("Charlie Cox as Matt Murdoch (Stardust, Daredevil, King of Thieves);")

    assert (credit.name, credit.character, credit.kind) == ("Charlie Cox", "Matt Murdoch", "main")
    assert credit.works == [NamedWork("Stardust"), NamedWork("Daredevil"), NamedWork("King of Thieves")]


@pytest.mark.parametrize(
    "line",
    [
        "Charlie Cox as Matt Murdoch",
        "Charlie Cox – Matt Murdoch,",
        "Charlie Cox - Matt Murdoch",
        "Charlie Cox ... Matt Murdoch",
        "Charlie Cox\tMatt Murdoch",
        "• Charlie Cox — Matt Murdoch.",
        "12) Charlie Cox plays Matt Murdoch;",
        "* Charlie Cox в роли Matt Murdoch",
    ],
)
def test_reads_a_part_however_it_is_written(line):
    assert in_short(line) == [("Charlie Cox", "Matt Murdoch", "main")]


def test_tells_that_a_russian_character_may_be_inflected():
    (credit,) = read("Чарли Кокс в роли Мэтта Мёрдока («Звёздная пыль, или Падение», «Сорвиголова»)")

    assert credit.character == "Мэтта Мёрдока" and credit.inflected
    assert credit.works == [NamedWork("Звёздная пыль, или Падение"), NamedWork("Сорвиголова")]


def test_a_heading_holds_for_the_lines_below_it():
    text = "Directors:\n- S. J. Clarkson (Dexter)\n- Phil Abraham\n\nGuest stars:\nSigourney Weaver as Alexandra"

    assert in_short(text) == [
        ("S. J. Clarkson", "Director", "main"),
        ("Phil Abraham", "Director", "main"),
        ("Sigourney Weaver", "Alexandra", "guest"),
    ]


def test_one_line_may_name_several_people_of_a_job():
    credits = read("Режиссёры: Robert Downey, Jr. (Chaplin (1992)), Phil Abraham and Farren Blackburn (Luther)")

    assert [(credit.name, credit.job) for credit in credits] == [
        ("Robert Downey, Jr.", "Director"),
        ("Phil Abraham", "Director"),
        ("Farren Blackburn", "Director"),
    ]
    assert credits[0].works == [NamedWork("Chaplin", 1992)] and credits[2].works == [NamedWork("Luther")]


def test_a_job_may_stand_behind_the_name():
    assert in_short("Phil Abraham – director; Lauren Hissrich (executive producer)") == [
        ("Phil Abraham", "Director", "main"),
        ("Lauren Hissrich", "Executive producer", "main"),
    ]


def test_a_job_that_is_not_known_is_told_and_not_guessed():
    (credit,) = read("Gaffer: Joe Roe")

    assert credit.is_crew and credit.said_job == "Gaffer" and credit.job == ""


def test_voices_and_people_who_play_themselves():
    assert in_short("Ann Lee (voice) as Rex; Bob Ray as himself; Jean-Luc Roy voices Dora") == [
        ("Ann Lee", "Rex", "voice"),
        ("Bob Ray", "", "self"),
        ("Jean-Luc Roy", "Dora", "voice"),
    ]


@given(st.text(alphabet='aБ («»")[]:;,–-.\t\n•1&яas', max_size=60))
def test_reads_anything_without_stumbling(text):
    for credit in read(text):
        assert fold(credit.name) and "\n" not in credit.name
