"""Notes on a draft: written beside it, answered, resolved one by one, and no part of what readers are given."""

from html import unescape
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from catalog.models import Presence, Unsaved
from news import noting
from news.checks import Level, checks
from news.models import Article, Note, RichText, Stage
from tests import make
from tests.admin_pages import address, filled_form, sent

pytestmark = pytest.mark.django_db
AS_A_SCRIPT = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def article(editor):
    return make.an_article("Salt again", created_by=editor)


@pytest.fixture
def writer(db):
    user = make.a_user("mara")
    user.groups.add(Group.objects.get(name="writer"))
    return user


def notes_at(article):
    return address(Article, "notes", article.pk)


def a_note(article, text="Who says so?", *, by=None, **about):
    return noting.note(article, by=by or make.a_user(), text=text, token=uuid4(), **about)[0]


def page_of(client, page, **query):
    return unescape(client.get(page, query).content.decode())


def settled(client, note, resolved="yes", **headers):
    return client.post(address(Article, "note", note.article_id, note.pk), {"resolved": resolved}, **headers)


def test_a_note_is_answered_and_resolved_and_others_see_it_where_they_work(client, editor, writer, article):
    block = article.news_richtext_set.get()
    article.hand_over(by=editor, version=article.version, stage=Stage.IN_REVIEW, assignee=writer)
    sent(client, notes_at(article), "text", text="Who says <so>?", block=str(block.key))
    note = article.notes.get()

    client.force_login(writer)
    form = page_of(client, address(Article, "change", article.pk))
    assert "Who says <so>?" in form and "Text: It goes on." in form and f'data-block="{block.key}"' in form
    assert "1 note is not resolved" in page_of(client, reverse("admin:index"))
    assert "1 note<" in page_of(client, address(Article, "changelist"))
    answering = client.get(notes_at(article), {"answer": note.pk})
    client.post(notes_at(article), filled_form(answering, "answer_to", text="The press office."))
    assert [answer.text for answer in note.answers.all()] == ["The press office."]

    settled(client, note)
    note.refresh_from_db()
    assert note.resolved_by == writer
    assert "1 note" not in page_of(client, address(Article, "changelist"))
    for page in (address(Article, "change", article.pk), notes_at(article)):
        shown = page_of(client, page)
        assert shown.index("none to be resolved") < shown.index("Who says <so>?") < shown.index("The press office.")
    settled(client, note, "no")
    assert article.notes.unresolved().get() == note


def test_who_began_a_story_that_is_live_finds_it_on_the_desk_while_a_note_is_open(client, editor, writer):
    live = make.a_published_article("Live and well", by=editor, created_by=writer)
    mine = reverse("admin:desk_list", args=["mine"])
    client.force_login(writer)
    assert "Live and well" not in page_of(client, mine)

    note = a_note(live)
    a_note(live, answer_to=note)
    assert page_of(client, mine).count("Live and well</a>") == 1

    note.resolve(by=editor)
    assert "Live and well" not in page_of(client, mine)


def test_it_is_no_part_of_the_draft_and_takes_nothing_that_is_typed(client, editor, article):
    page = client.get(address(Article, "change", article.pk))
    opened = str(uuid4())
    keep = {"user": editor, "form": address(Article, "change", article.pk), "opened": opened, "counter": 1}
    Unsaved.objects.keep(**keep, body="title=Half+a+thought", title="Half", version=article.version)
    before = Article.objects.values().get(pk=article.pk)

    form = filled_form(page, "block", text="Who says so?")
    made = client.post(notes_at(article), form, **AS_A_SCRIPT)
    settled(client, article.notes.get(), **AS_A_SCRIPT)

    assert made.status_code == 200 and "Who says so?" in made.json()["notes"]
    assert Article.objects.values().get(pk=article.pk) == before and not article.revisions.exists()
    assert Unsaved.objects.waiting().get().data["title"] == "Half a thought"
    # The form that was opened before is saved without a conflict.
    client.post(address(Article, "change", article.pk), filled_form(page, "title", title="A whole thought"))
    article.refresh_from_db()
    assert article.title == "A whole thought"


def test_a_second_click_adds_nothing_and_other_words_are_never_taken_for_the_first(client, article):
    form = filled_form(client.get(notes_at(article)), "text", text="Who says so?")
    for _click in range(2):
        assert client.post(notes_at(article), form).status_code == 302
    other = client.post(notes_at(article), form | {"text": "And who else?"})

    assert other.status_code == 400 and article.notes.count() == 1
    again = filled_form(other, "text")
    assert again["text"] == ["And who else?"]
    assert client.post(notes_at(article), again).status_code == 302
    note = article.notes.first()
    assert note.resolve(by=note.noted_by) and not note.resolve(by=make.a_user())


def test_nonsense_is_refused_with_a_sentence_and_kept(client, article):
    empty = filled_form(client.get(notes_at(article)), "text", text="y")
    nonsense = [{"text": "\x00"}, {"text": " "}, {"text": "x" * 1001}, {"token": "9" * 40}, {"block": "\x00"}]
    for changes in [*nonsense, {"answer_to": "9" * 40}, {"answer_to": "\x00"}]:
        form = empty | changes

        refused, told = client.post(notes_at(article), form), client.post(notes_at(article), form, **AS_A_SCRIPT)

        assert refused.status_code == told.status_code == 400, changes
        assert told.json()["says"] and 'class="errornote"' in refused.content.decode()
        assert filled_form(refused, "text")["text"] in (form["text"], [form["text"]])
    assert not article.notes.exists()


def test_what_is_not_there_is_not_found_and_no_error(client, article):
    note, other = a_note(article), a_note(make.an_article("Another"))
    answer = a_note(article, answer_to=note)
    lines = "\r\n".join(["x" * 9] * 100)

    assert sent(client, notes_at(article), "text", text=lines).status_code == 200 and article.notes.count() == 3
    assert sent(client, notes_at(article), "text", text="y", answer_to=str(other.pk)).status_code == 400
    assert sent(client, notes_at(article), "text", text="y", answer_to=str(answer.pk)).status_code == 400
    for pk in (other.pk, answer.pk, 10**30):
        assert client.post(address(Article, "note", article.pk, pk), {"resolved": "yes"}).status_code == 404
    assert settled(client, note, "perhaps").status_code == 400
    assert client.get(address(Article, "notes", 10**30)).status_code == 404
    for query in ({"answer": "9" * 40}, {"answer": "\x00"}, {"page": "9" * 40}, {"look": "1"}, {"take": "\x00"}):
        assert client.get(notes_at(article), query).status_code in {200, 404}


def test_what_was_typed_into_a_note_and_never_sent_is_offered(client, editor, article):
    Unsaved.objects.keep(
        user=editor, form=notes_at(article), opened=str(uuid4()), counter=1, body="text=Who+sa", title="", version=None
    )
    pk = Unsaved.objects.get().pk

    assert "Who sa" in page_of(client, notes_at(article), look=pk)
    assert filled_form(client.get(notes_at(article), {"take": pk}), "text")["text"] == ["Who sa"]


def test_who_may_see_a_draft_notes_and_who_may_change_it_or_wrote_the_note_resolves(client, editor, writer, article):
    theirs, nobody = a_note(article), Client()
    client.force_login(writer)
    sent(client, notes_at(article), "text", text="Mine")
    own = article.notes.get(text="Mine")
    nobody.force_login(make.a_user())

    assert settled(client, own).status_code == 302 and settled(client, theirs).status_code == 403
    assert nobody.get(notes_at(article)).status_code == 403
    assert nobody.post(notes_at(article), {"text": "x", "token": str(uuid4())}).status_code == 403
    assert settled(nobody, theirs).status_code == 403
    assert Client(enforce_csrf_checks=True).post(notes_at(article), {}).status_code in {302, 403}
    # Whoever may only look at the form sees the notes beside it.
    assert "Who says so?" in page_of(client, address(Article, "change", article.pk))


def test_notes_stay_with_a_block_that_goes_and_with_a_form_that_is_refused(client, editor, article):
    gone = make.a_block(article, RichText, text="<p>Second thoughts.</p>")
    title = noting.title_of(gone)
    a_note(article, "Cut it?", block=gone.key, title=title)
    refused = sent(client, address(Article, "change", article.pk), "title", title="")
    assert "Cut it?" in unescape(refused.content.decode()) and f'data-block="{gone.key}"' in refused.content.decode()

    gone.delete()

    assert "On a block that is gone: Text: Second thoughts." in page_of(client, address(Article, "change", article.pk))


def test_open_notes_are_advice_before_publishing_and_keep_nothing_back(client, editor, article):
    note = a_note(article)

    found = {check.code: check for check in checks(article)}
    assert found["open_notes"].level == Level.ADVICE and found["open_notes"].place.endswith("#notes")
    assert article.publish(by=editor, version=article.version)
    note.resolve(by=editor)
    assert "open_notes" not in {check.code for check in checks(article)}


def test_a_note_that_comes_when_the_article_has_just_gone_is_refused(editor, article):
    erased = Article.objects.get()
    article.erase(by=editor, version=article.version, reason="A court.")

    with pytest.raises(ValidationError, match="gone"):
        a_note(erased)


def test_there_is_an_end_to_notes_which_loses_none(client, article, monkeypatch):
    monkeypatch.setattr(noting, "MOST_OPEN", 1)
    form = filled_form(client.get(notes_at(article)), "text", text="One")
    assert [client.post(notes_at(article), form).status_code for _click in range(2)] == [302, 302]

    refused = sent(client, notes_at(article), "text", text="Two too many")

    assert "resolve some first" in refused.content.decode()
    assert filled_form(refused, "text")["text"] == ["Two too many"]


def test_lists_and_forms_take_as_many_queries_for_many_notes_as_for_one(
    client, editor, article, django_assert_max_num_queries, django_assert_num_queries
):
    pages = [notes_at(article), address(Article, "change", article.pk), address(Article, "changelist")]

    def cost(page):
        with django_assert_max_num_queries(200) as queries:
            client.get(page)
        return len(queries)

    def fill(times):
        for number in range(times):
            block = make.a_block(article, RichText, text=f"<p>{number}</p>")
            question = a_note(article, block=block.key)
            a_note(article, answer_to=question)
            a_note(article, "Done").resolve(by=make.a_user())
            other = make.an_article(f"Other {question.pk}", created_by=editor)
            a_note(other)
            Presence.objects.see(user=make.a_user(), form=address(Article, "change", other.pk))

    fill(1)
    for page in pages:
        client.get(page)
    before = [cost(page) for page in pages]
    fill(5)

    assert [cost(page) for page in pages] == before
    assert Note.objects.unresolved().count() == 12
    assert "has it open" in page_of(client, pages[2])
