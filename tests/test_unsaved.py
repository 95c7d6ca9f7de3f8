"""What an editor typed and did not save: kept, offered, shown, taken or left; and who has a form open."""

import re
from urllib.parse import urlencode

import pytest
from django.test import Client

from catalog import keeping
from catalog.models import Person, Presence, Season, Series, Unsaved
from catalog.models.unsaved import KEPT_FOR, MOST_FORMS
from news.models import Article
from tests import make
from tests.admin_pages import address, filled_form, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make.an_article(title="The Salt Road returns", text="<p>It goes on.</p>")


def told(page) -> dict[str, str]:
    """What the script is told on a page."""
    return dict(re.findall(r'data-([a-z-]+)="([^"]*)"', page.content.decode()))


def keep(client, page, holding="title", *, counter=1, taken="", **typed):
    """Keep what was typed on a page, as its script does."""
    data = told(page)
    return keep_raw(client, data, urlencode(filled_form(page, holding, **typed), doseq=True), counter, taken)


def keep_raw(client, data, body, counter=1, taken=""):
    query = urlencode({"form": data["form"], "opened": data["opened"], "counter": counter, "taken": taken})
    return client.post(f"{data['keep']}?{query}", body, content_type="text/plain")


def at(article):
    return address(Article, "change", article.pk)


# -- keeping --------------------------------------------------------------------------------------------------------


def test_two_hundred_copies_add_one_row_and_touch_nothing_else(client, editor, article):
    page = client.get(at(article))
    before = Article.objects.values().get(pk=article.pk), article.revisions.count()

    data = told(page)
    bodies = [(n, f"title=Words+{n}&version={article.version}") for n in range(1, 201)]
    answers = {keep_raw(client, data, body, n).status_code for n, body in bodies}

    assert answers == {200}
    kept = Unsaved.objects.get()
    assert (kept.data["title"], kept.version, kept.counter) == ("Words 200", article.version, 200)
    assert (Article.objects.values().get(pk=article.pk), article.revisions.count()) == before


@pytest.mark.parametrize("order", [(1, 2), (2, 1), (2, 2)])
def test_an_older_copy_never_replaces_a_newer_one(client, editor, article, order):
    page = client.get(at(article))

    answers = [keep(client, page, counter=n, title=f"Words {n}").status_code for n in order]

    assert Unsaved.objects.get().data["title"] == "Words 2"
    assert answers == ([200, 200] if order == (1, 2) else [200, 409])


def test_two_tabs_of_one_editor_take_no_word_from_each_other(client, editor, article):
    for words in ("One", "Two"):
        assert keep(client, client.get(at(article)), title=words).status_code == 200

    assert {kept.data["title"] for kept in Unsaved.objects.all()} == {"One", "Two"}


def test_what_belongs_to_the_sending_and_passwords_are_not_kept(client, editor, article):
    data = told(client.get(at(article)))
    body = "title=A&csrfmiddlewaretoken=x&_counter=3&password1=secret&_popup=1"

    assert keep_raw(client, data, body).status_code == 200
    assert Unsaved.objects.get().body == "title=A"


@pytest.mark.parametrize(
    ("body", "status"),
    [("title=" + "a" * keeping.MOST_BYTES, 413), ("&".join(["a=1"] * 20_001), 413), ("title=\x00\xff", 400)],
    ids=["too long", "too many fields", "no body of a form"],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(client, editor, article, body, status):
    answer = keep_raw(client, told(client.get(at(article))), body)

    assert answer.status_code == status and answer.json()["says"]
    assert not Unsaved.objects.exists()


def test_a_forged_form_or_number_is_refused(client, editor, article):
    data = told(client.get(at(article)))

    assert keep_raw(client, data | {"form": "forged"}, "title=A").status_code == 400
    assert keep_raw(client, data | {"opened": "x"}, "title=A").status_code == 400
    assert [keep_raw(client, data, "title=A", n).status_code for n in ("-1", "9" * 40, "²")] == [400, 400, 400]
    assert keep_raw(client, data, "title=%00%ED%A0%80").status_code == 200


def test_only_who_was_shown_the_form_and_is_logged_in_has_copies_kept(client, editor, article, clerk):
    # The clerk, who is logged in now, may only look.
    assert 'id="keeping"' not in client.get(at(article)).content.decode()
    data = told(client_of(editor).get(at(article)))

    assert keep_raw(client, data, "title=A").status_code == 403
    assert keep_raw(Client(), data, "title=A").status_code == 401
    assert client_of(editor, enforce_csrf_checks=True).post(data["keep"]).status_code == 403
    assert not Unsaved.objects.exists()


def client_of(user, **options):
    client = Client(**options)
    client.force_login(user)
    return client


def test_somebody_with_too_many_unsaved_forms_is_told(client, editor, article):
    data = told(client.get(at(article)))
    fields = {"user": editor, "form": "/x/", "counter": 1, "body": "a=1"}
    Unsaved.objects.bulk_create(Unsaved(opened=f"{n:032x}", **fields) for n in range(MOST_FORMS))

    assert keep_raw(client, data, "title=A").status_code == 429


# -- saving ---------------------------------------------------------------------------------------------------------


def test_saving_settles_it_and_a_late_copy_does_not_bring_it_back(client, editor, article):
    page = client.get(at(article))
    data = told(page)
    keep(client, page, counter=3, title="Words")

    client.post(at(article), filled_form(page, "title", title="Saved", _opened=data["opened"], _counter=4))

    assert not Unsaved.objects.waiting().exists() and Unsaved.objects.get().body == ""
    assert keep(client, page, counter=4, title="Late").status_code == 409
    late = client.post(f"{data['keep']}?{urlencode({**data, 'counter': 4, 'late': 'yes'})}", "title=L", "text/plain")
    assert late.status_code == 200 and not Unsaved.objects.waiting().exists()
    assert keep(client, page, counter=5, title="New words").status_code == 200


def test_a_save_older_than_the_copy_and_one_that_is_refused_leave_the_copy(client, editor, article):
    page = client.get(at(article))
    opened = told(page)["opened"]
    keep(client, page, counter=9, title="Words")

    client.post(at(article), filled_form(page, "title", title="", _opened=opened, _counter=10))
    client.post(at(article), filled_form(page, "title", title="Older", _opened=opened, _counter=5))

    assert Unsaved.objects.waiting().get().data["title"] == "Words"


def test_old_copies_go_when_anybody_saves_something(client, editor, article):
    fields = {"user": make.a_user(), "form": "/x/", "counter": 1, "body": "a=1"}
    old = Unsaved.objects.create(opened=f"{1:032x}", kept_at=make.timezone.now() - KEPT_FOR - make.DAY, **fields)
    page = client.get(at(article))

    client.post(at(article), filled_form(page, "title", title="B", _opened=told(page)["opened"], _counter=1))

    assert not Unsaved.objects.filter(pk=old.pk).exists()


# -- taking and leaving ---------------------------------------------------------------------------------------------


def test_it_is_offered_shown_word_by_word_and_taken_into_the_ordinary_form(client, editor, article):
    page = client.get(at(article))
    prefix = next(name.removesuffix("-text") for name in filled_form(page, "title") if name.endswith("0-text"))
    keep(client, page, title="The Salt Road never returns", **{f"{prefix}-text": "<p>It goes on and on.</p>"})
    pk = Unsaved.objects.get().pk

    offered = client.get(at(article)).content.decode()
    looked = client.get(f"{at(article)}?look={pk}").content.decode()
    taken = client.get(f"{at(article)}?take={pk}")

    assert f"?look={pk}" in offered
    assert "<ins>never </ins>" in looked and "<ins>on and </ins>" in looked and "Text: It goes on." in looked
    form = filled_form(taken, "title")
    assert form["title"] == ["The Salt Road never returns"]
    assert form["version"] == [str(article.version)]
    assert "errornote" not in taken.content.decode()
    article.refresh_from_db()
    assert article.title == "The Salt Road returns" and not article.revisions.exists()
    # Saving it as it is leaves nothing behind, without a script too.
    client.post(f"{at(article)}?take={pk}", form)
    article.refresh_from_db()
    assert article.title == "The Salt Road never returns" and not Unsaved.objects.exists()


def test_taking_it_after_somebody_saved_is_answered_with_a_conflict(client, editor, article):
    keep(client, client.get(at(article)), title="Mine")
    pk = Unsaved.objects.get().pk
    sent(client_of(make.an_editor()), at(article), "title", title="Theirs")

    looked = client.get(f"{at(article)}?look={pk}").content.decode()
    answer = client.post(at(article), filled_form(client.get(f"{at(article)}?take={pk}"), "title"))

    assert "Somebody has saved this since you began" in looked
    assert answer.status_code == 409
    assert filled_form(answer, "title")["title"] == ["Mine"]
    article.refresh_from_db()
    assert article.title == "Theirs"


def test_words_that_were_taken_wait_under_the_opening_that_took_them(client, editor, article):
    keep(client, client.get(at(article)), title="Mine")
    taken = client.get(f"{at(article)}?take={Unsaved.objects.get().pk}")

    keep(client, taken, taken=told(taken)["taken"], title="Mine, longer")

    assert Unsaved.objects.get().data["title"] == "Mine, longer"


def test_a_new_article_is_offered_where_articles_are_added(client, editor):
    page = client.get(address(Article, "add"))
    keep(client, page, title="Not yet there")
    pk = Unsaved.objects.get().pk

    taken = client.get(f"{address(Article, 'add')}?take={pk}")

    assert "Not yet there" in client.get(address(Article, "add")).content.decode()
    assert filled_form(taken, "title")["token"] == filled_form(page, "title")["token"]
    assert filled_form(taken, "title")["title"] == ["Not yet there"]
    assert "Not yet there" in client.get(address(Unsaved, "changelist")).content.decode()


def test_series_seasons_people_and_new_updates_are_kept_too(client, editor):
    season = make.a_season()
    forms = [
        (address(Series, "change", season.series.pk), "title", {"title": "Typed"}),
        (address(Season, "change", season.pk), "number", {"title": "Typed"}),
        (address(Person, "change", make.a_person("Ada").pk), "name", {"name": "Typed"}),
        (address(Person, "add"), "name", {"name": "Typed"}),
        (address(Season, "record", season.pk), "summary", {"summary": "Typed", "dates-0-date": "soon"}),
    ]
    for form, holding, typed in forms:
        assert keep(client, client.get(form), holding, **typed).status_code == 200
        pk = Unsaved.objects.get(form=form).pk
        assert "<ins>Typed</ins>" in client.get(f"{form}?look={pk}").content.decode(), form
        filled = filled_form(client.get(f"{form}?take={pk}"), holding)
        assert {name: filled[name] for name in typed} == {name: [value] for name, value in typed.items()}, form


def test_what_was_typed_into_a_correction_is_kept_and_nothing_is_done_by_taking_it(client, editor):
    article = make.a_published_article(by=editor)
    form = address(Article, "correct", article.pk)
    assert keep(client, client.get(form), "text", text="A word was misspelt.").status_code == 200
    pk = Unsaved.objects.get().pk

    assert "<ins>A word was misspelt.</ins>" in client.get(f"{form}?look={pk}").content.decode()
    assert filled_form(client.get(f"{form}?take={pk}"), "text")["text"] == ["A word was misspelt."]
    assert not article.corrections.exists()


def test_what_was_typed_into_an_act_that_was_done_is_offered_no_more(client, editor):
    article = make.a_published_article(by=editor)
    form = address(Article, "correct", article.pk)
    page = client.get(form)
    keep(client, page, "text", text="A word was misspelt.")
    sending = {"title": "Spelt right", "text": "A word was misspelt.", "_opened": told(page)["opened"], "_counter": 2}

    assert client.post(form, filled_form(page, "text", **sending)).status_code == 302
    assert article.corrections.exists() and not Unsaved.objects.waiting().exists()


def test_a_row_that_is_gone_and_nonsense_are_shown_and_never_an_error(client, editor, article):
    page = client.get(at(article))
    data = filled_form(page, "title", title="\0", hero="9" * 40, version="²", assignee="x", kind="none")
    article.news_richtext_set.all().delete()
    keep_raw(client, told(page), urlencode(data | {"subjects-TOTAL_FORMS": "x"}, doseq=True))
    keep_raw(client, told(client.get(at(article))), "title=Only")

    for kept in Unsaved.objects.all():
        assert client.get(f"{at(article)}?look={kept.pk}").status_code == 200
        assert client.get(f"{at(article)}?take={kept.pk}").status_code == 200


def test_it_is_left_by_its_editor_alone(client, editor, article):
    keep(client, client.get(at(article)), title="Mine")
    leave = address(Unsaved, "leave", Unsaved.objects.get().pk)
    other = client_of(make.an_editor())

    assert other.get(f"{at(article)}?look={Unsaved.objects.get().pk}").status_code == 404
    assert other.post(leave).status_code == 404 and client.get(leave).status_code == 405
    client.post(leave)

    assert not Unsaved.objects.exists()


# -- who else -------------------------------------------------------------------------------------------------------


def test_who_else_has_it_open_is_told_for_a_minute(client, editor, article, time_machine):
    time_machine.move_to("2026-11-24 14:02:00+00:00", tick=False)
    anna = make.an_editor(username="anna")
    client_page = client_of(anna).get(at(article))
    keep_raw(client_of(anna), told(client_page), "")

    assert "anna has this open since 14:02\n" in client.get(at(article)).content.decode()
    keep_raw(client_of(anna), told(client_page), "title=Hers")
    assert "since 14:02; changed just now" in client.get(at(article)).content.decode()
    assert "anna has" not in client_of(anna).get(at(article)).content.decode()
    time_machine.shift(60)
    assert "anna has" not in client.get(at(article)).content.decode()


def test_presence_is_written_rarely(client, editor, article, django_assert_max_num_queries):
    data = told(client.get(at(article)))
    keep_raw(client, data, "")
    seen = Presence.objects.get().seen_at

    keep_raw(client, data, "")

    assert Presence.objects.get().seen_at == seen


def test_opening_a_form_writes_nothing(client, editor, article):
    client.get(at(article))

    assert not Presence.objects.exists() and not Unsaved.objects.exists()
