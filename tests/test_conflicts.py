"""Two people in one article: base, theirs and mine, part by part, and nothing of mine lost that was not given up."""

import re
from copy import deepcopy

import pytest
from django.contrib.admin import site
from django.http import QueryDict
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.admin.bodies import Rebased
from news import models
from news.admin.conflicts import MINE, ORDER, THEIRS, Orders, Settled, field_name, shown
from news.models import Article, RichText
from tests import make
from tests.admin_pages import address, filled_form

pytestmark = pytest.mark.django_db
FORMS: dict[tuple[int, int], dict[str, list[str]]] = {}


@pytest.fixture
def editor(client):
    user = make.an_editor()
    client.force_login(user)
    return user


@pytest.fixture
def article():
    article = make.an_article(text="<p>One road runs north.</p>", lead="More of it.")
    make.a_block(article, RichText, text="<p>Two roads run south.</p>")
    make.a_block(article, RichText, text="<p>Three roads run west.</p>")
    for place, block in enumerate(article.news_richtext_set.order_by("ordering"), start=1):
        RichText.objects.filter(pk=block.pk).update(ordering=place * 10)
    return article


def page(article):
    return address(Article, "change", article.pk)


@pytest.fixture(autouse=True)
def forms():
    """The forms that were opened in a test, by article and version."""
    FORMS.clear()


def opened(client, article):
    """The form of an article. Two who open the same version get the same one, which is long: it is drawn once."""
    version = Article.objects.values_list("version", flat=True).get(pk=article.pk)
    if (article.pk, version) not in FORMS:
        FORMS[article.pk, version] = filled_form(client.get(page(article)), "version") | {"_continue": ["Save"]}
    return dict(FORMS[article.pk, version])


def save(client, article, form):
    return client.post(page(article), form)


def text(number, words):
    return {f"news_richtext_set-{number}-text": f"<p>{words}</p>"}


def added(form, words, place):
    """The form with one more block of text at a place."""
    prefix, number = "news_richtext_set", int(form["news_richtext_set-TOTAL_FORMS"][0])
    new = {"text": f"<p>{words}</p>", "region": "main", "ordering": str(place), "id": "", "parent": ""}
    more = {f"{prefix}-{number}-{name}": value for name, value in new.items()}
    return form | more | {f"{prefix}-TOTAL_FORMS": str(number + 1)}


def radios(response):
    """The names of the choices on a page, with what can be chosen."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'type="radio" name="(_settle[^"]*)" value="(\w+)"', response.content.decode()):
        found.setdefault(name, []).append(value)
    return found


def settled(client, article, refused, **chosen):
    """The answer to the page of a conflict sent back; `chosen`: by the state of parts what is chosen for all such."""
    form = filled_form(refused, "version") | {"_continue": ["Save"]}
    for name in radios(refused):
        if (state := name.split(":")[1]) in chosen:
            form[name] = [chosen[state]]
    return save(client, article, form)


def texts(article):
    return [re.sub("<[^>]*>", "", block.text) for block in article.news_richtext_set.order_by("ordering")]


def test_words_at_different_places_of_one_text_are_merged(client, editor, article):
    mine, theirs = (opened(client, article) | text(0, words) for words in ("A road runs north.", "One road runs far."))
    save(client, article, theirs)

    refused = save(client, article, mine)
    done = settled(client, article, refused)

    assert (refused.status_code, done.status_code) == (409, 302)
    assert list(radios(refused).values()) == [["merged", "mine", "theirs"]]
    assert texts(article)[0] == "A road runs far."


@pytest.mark.parametrize(("chosen", "stands"), [("mine", "A lane"), ("theirs", "A street")])
def test_words_at_the_same_place_are_chosen(client, editor, article, chosen, stands):
    mine, theirs = (opened(client, article) | text(0, words) for words in ("A lane", "A street"))
    save(client, article, theirs)

    refused = save(client, article, mine)
    settled(client, article, refused, both=chosen)

    assert list(radios(refused).values()) == [["mine", "theirs"]]
    assert texts(article)[0] == stands


def test_the_page_shows_base_theirs_and_mine_of_head_fields_and_says_who(client, editor, article):
    mine = opened(client, article) | {"title": ["My title"], "kind": ["feature"]}
    save(client, article, opened(client, article) | {"title": ["Their title"], "kind": ["casting"]})

    shown_page = save(client, article, mine).content.decode()

    for words in ("The Salt Road is renewed", "Their", "My", "Casting", "Feature", f"{editor} saved this article at"):
        assert words in shown_page


def test_what_only_the_other_one_changed_is_taken_over_or_taken_back(client, editor, article):
    mine = opened(client, article) | {"lead": ["My lead."]}
    save(client, article, opened(client, article) | {"title": ["Their title"], "language": ["ru"]})
    refused = save(client, article, mine)
    form = filled_form(refused, "version")

    assert (form["title"], form["language"], form["lead"]) == (["Their title"], ["ru"], ["My lead."])
    back = field_name("theirs", "news.article", "", "title")
    save(client, article, form | {"_continue": ["Save"], back: ["mine"]})

    article.refresh_from_db()
    assert (article.title, article.language, article.lead) == ("The Salt Road is renewed", "ru", "My lead.")


def test_new_deleted_and_moved_blocks_of_both_come_together(client, editor, article):
    mine = added(opened(client, article) | text(0, "My one"), "My new", 15)
    theirs = added(opened(client, article), "Their new", 40)
    theirs |= {"news_richtext_set-1-DELETE": ["on"], "news_richtext_set-2-ordering": ["-1"]}
    save(client, article, theirs)

    refused = save(client, article, mine)
    settled(client, article, refused)

    # Theirs moved the third text to the front and put a new one at the end; mine is a new one behind the first.
    assert texts(article) == ["Three roads run west.", "My one", "My new", "Their new"]


@pytest.mark.parametrize(("chosen", "stand"), [("mine", True), ("theirs", False)])
def test_a_block_that_was_deleted_while_i_wrote_in_it_is_mine_to_keep(client, editor, article, chosen, stand):
    key = article.news_richtext_set.first().key
    mine = opened(client, article) | text(0, "My words")
    save(client, article, opened(client, article) | {"news_richtext_set-0-DELETE": ["on"]})

    refused = save(client, article, mine)
    done = settled(client, article, refused, kept=chosen)

    assert done.status_code == 302
    assert ("My words" in texts(article)) is stand
    if stand:
        assert article.news_richtext_set.get(text="<p>My words</p>").key == key


def test_a_block_that_was_deleted_where_i_wrote_nothing_can_come_back(client, editor, article):
    mine = opened(client, article) | {"title": ["Mine"]}
    save(client, article, opened(client, article) | {"news_richtext_set-1-DELETE": ["on"]})

    settled(client, article, save(client, article, mine), gone="mine")

    assert texts(article) == ["One road runs north.", "Two roads run south.", "Three roads run west."]


def test_a_block_that_i_deleted_while_they_wrote_in_it_can_stay(client, editor, article):
    mine = opened(client, article) | {"news_richtext_set-0-DELETE": ["on"]}
    save(client, article, opened(client, article) | text(0, "Their words"))

    settled(client, article, save(client, article, mine), dropped="theirs")

    assert texts(article) == ["Their words", "Two roads run south.", "Three roads run west."]


@pytest.mark.parametrize(("chosen", "first"), [("mine", "Two"), ("theirs", "Three")])
def test_two_orders_are_chosen_between(client, editor, article, chosen, first):
    mine = opened(client, article) | {"news_richtext_set-1-ordering": ["-1"]}
    save(client, article, opened(client, article) | {"news_richtext_set-2-ordering": ["-1"]})

    settled(client, article, save(client, article, mine), **{ORDER: chosen})

    assert texts(article)[0].startswith(first)


def test_a_restored_revision_has_new_rows_and_the_same_blocks(client, editor, article):
    save(client, article, opened(client, article))
    first = article.revisions.first()
    mine = opened(client, article) | text(0, "A road runs north.")
    article.refresh_from_db()
    article.restore(first, by=editor, version=article.version)

    refused = save(client, article, mine)
    settled(client, article, refused)

    assert refused.status_code == 409
    assert texts(article) == ["A road runs north.", "Two roads run south.", "Three roads run west."]
    assert article.author_rows.count() == article.subjects.count() == 1


def test_a_third_save_in_between_is_another_conflict_with_the_choices_kept(client, editor, article):
    mine, theirs = (opened(client, article) | text(0, words) for words in ("A lane", "A street"))
    save(client, article, theirs)
    refused = save(client, article, mine)
    save(client, article, opened(client, article) | text(1, "A third hand"))

    again = settled(client, article, refused, both="mine")
    done = settled(client, article, again)

    assert (again.status_code, done.status_code) == (409, 302)
    assert texts(article) == ["A lane", "A third hand", "Three roads run west."]


def test_subjects_and_claims_of_both_are_kept(client, editor, article):
    mine = opened(client, article) | {"subjects-1-series": [str(make.a_series("The Long Field").pk)]}
    article.subjects.create(series=make.a_series("Night Ferry"))
    Article.objects.filter(pk=article.pk).update(version=article.version + 1)

    settled(client, article, save(client, article, mine))

    assert {str(subject.target) for subject in article.subjects.exclude(primary=True)} == {
        "The Long Field",
        "Night Ferry",
    }


NONSENSE = [
    {"_base": "x"},
    {"_settle:both:news.richtext:1": "mine", "_settle:both:news.richtext:99999999999999999999:text": "theirs"},
    {"_settle:gone:news.richtext:7:": "mine", "_settle:x:y:z:": "theirs", "_settle:both:a.b:1:x": "theirs"},
    {"_settle:both:news.article::version": "theirs", "_settle:order": "sideways"},
    {"news_richtext_set-0-lasting_key": "no uuid", "news_richtext_set-TOTAL_FORMS": "many"},
]


def test_forged_choices_break_nothing(client, editor, article):
    mine, theirs = (opened(client, article) | text(0, words) for words in ("A lane", "A street"))
    save(client, article, theirs)
    form = filled_form(save(client, article, mine), "version") | {"_continue": ["Save"], "title": [""]}

    for nonsense in NONSENSE:
        assert save(client, article, form | nonsense).status_code in {200, 409}


# -- every way of saving --------------------------------------------------------------------------------------------


def in_the_future(day):
    return {"when": "later", "at_0": f"2099-03-0{day}", "at_1": "09:00:00"}


WAYS = {
    "publish": lambda article: {"material": "on", "when": "now"},
    "publish at a moment": lambda article: {"material": "on", **in_the_future(1)},
    "withdraw": lambda article: {"reason": "A doubt about my source."},
    "correct": lambda article: {"text": "I misspelt it.", "kind": "typo", "lead": "Other words."},
    "restore": lambda article: {},
    "reschedule": lambda article: in_the_future(3),
    "unschedule": lambda article: {},
}


@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_saving_refuses_what_was_opened_before_and_keeps_what_was_typed(client, editor, way):
    article = make.a_published_article(by=editor)
    article.refresh_from_db()
    at = timezone.make_aware(timezone.datetime(2099, 3, 2))
    article.publish(by=editor, version=article.version, at=at)
    act = reverse(f"admin:news_article_{way.split()[0]}", args=[article.pk])
    sent = filled_form(client.get(act), "version") | WAYS[way](article)
    save(client, article, opened(client, article) | {"title": ["Theirs"]})
    article.refresh_from_db()
    before = article.version, list(article.revisions.values_list("pk", "live_from", "live_until"))

    refused = client.post(act, sent)
    article.refresh_from_db()

    assert refused.status_code == 409
    assert (article.version, list(article.revisions.values_list("pk", "live_from", "live_until"))) == before
    again = filled_form(refused, "version")
    assert {name: again[name] for name in WAYS[way](article)} == {n: [v] for n, v in WAYS[way](article).items()}
    assert again["version"] == [str(article.version)]


# -- whatever is chosen ---------------------------------------------------------------------------------------------

WORDS = ["One road runs north.", "Two roads run south.", "Three roads run west."]
EDIT = st.sampled_from(["leave", "write", "delete"])
PLACES = st.sampled_from(["front", "back", "apart"])


def edited(words, edit, who, number):
    """A text with a word of its own at its front or back, or with another at the same place."""
    return f"<p>{who}{number} {words}</p>" if edit == "front" else f"<p>{words} {who}{number}</p>"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    theirs=st.lists(st.tuples(EDIT, PLACES), min_size=3, max_size=3),
    mine=st.lists(st.tuples(EDIT, PLACES), min_size=3, max_size=3),
    orders=st.tuples(st.permutations(range(3)), st.permutations(range(3))),
    extra=st.tuples(st.booleans(), st.booleans()),
    picks=st.randoms(use_true_random=False),
)
def test_whatever_is_chosen_nothing_of_mine_is_lost_but_what_i_gave_up(
    page_of_three, theirs, mine, orders, extra, picks
):
    before, page, label = page_of_three
    now, sent = deepcopy(before), QueryDict(mutable=True)
    keys = list(before["rows"][label])
    for place, key in enumerate(keys):
        edit, where = theirs[place]
        now["rows"][label][key]["ordering"] = orders[0].index(place) * 10
        if edit == "write":
            now["rows"][label][key]["text"] = edited(WORDS[place], where, "t", place)
        elif edit == "delete":
            del now["rows"][label][key]
    if extra[0]:
        fresh = before["rows"][label][keys[0]] | {"text": "<p>t9</p>", "key": "8f1e3d8e-0000-4000-8000-000000000009"}
        now["rows"][label]["999"] = fresh
    prefix = "news_richtext_set"
    for place, key in enumerate(keys):
        edit, where = mine[place]
        sent[f"{prefix}-{place}-id"] = key
        sent[f"{prefix}-{place}-ordering"] = str(orders[1].index(place) * 10)
        words = before["rows"][label][key]["text"]
        sent[f"{prefix}-{place}-text"] = edited(WORDS[place], where, "m", place) if edit == "write" else words
        if edit == "delete":
            sent[f"{prefix}-{place}-DELETE"] = "on"
    if extra[1]:
        sent.update({f"{prefix}-3-text": "<p>m9</p>", f"{prefix}-3-id": "", f"{prefix}-3-ordering": "5"})
    sent[f"{prefix}-INITIAL_FORMS"], sent[f"{prefix}-TOTAL_FORMS"] = "3", "4" if extra[1] else "3"

    rebased = Rebased(sent, page, before, now)
    orders_now = Orders(rebased.data, page, before, now)
    orders_now.put(MINE)
    chosen = {}
    for group in shown(rebased.parts, orders_now):
        for part in group.parts:
            if part.choices and part.name:
                chosen[part.name] = picks.choice(part.choices)[0]
                rebased.data[part.name] = chosen[part.name]
    body = Settled(rebased.data, page, before, now).data

    rows = [f"{prefix}-{number}-" for number in range(int(body[f"{prefix}-TOTAL_FORMS"]))]
    kept = {body.get(f"{row}text", "") for row in rows if f"{row}DELETE" not in body}
    assert len({body[f"{row}ordering"] for row in rows}) == len(rows)
    assert ("<p>m9</p>" in kept) == extra[1]
    for place, key in enumerate(keys):
        words = " ".join(kept)
        gave_up = any(name.split(":")[3:4] == [key] and choice == THEIRS for name, choice in chosen.items())
        took_back = any(name.split(":")[3:4] == [key] and choice == MINE for name, choice in chosen.items())
        if mine[place][0] == "write" and not gave_up:
            assert f"m{place}" in words
        if mine[place][0] == "delete" and theirs[place][0] == "leave":
            assert WORDS[place] not in words
        if theirs[place][0] == "write" and not took_back:
            assert f"t{place}" in words
        if mine[place][0] == theirs[place][0] == "leave":
            assert WORDS[place] in words


@pytest.fixture
def page_of_three(db):
    """The snapshot of an article with three texts, its unbound page, and what its texts are called in it."""
    article = make.an_article(text=f"<p>{WORDS[0]}</p>")
    for words in WORDS[1:]:
        make.a_block(article, RichText, text=f"<p>{words}</p>")
    request = RequestFactory().get("/")
    request.user = make.an_editor()
    pages = site.get_model_admin(Article)
    obj = pages.get_queryset(request).get(pk=article.pk)
    return pages.snapshot(request, obj), pages.unbound(request, obj), models.RichText._meta.label_lower
