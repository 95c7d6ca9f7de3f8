"""A draft goes from stage to stage and from hand to hand, and readers get it in the end."""

from html import unescape

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from news.handing_over import hands
from news.models import Article, Handover, Stage
from news.models.preferences import EditorPreferences
from tests import make
from tests.admin_pages import address, filled_form, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(db):
    user = make.a_user("mara")
    user.groups.add(Group.objects.get(name="writer"))
    return user


def page_of(client, page):
    return unescape(client.get(page).content.decode())


def where(article):
    article.refresh_from_db()
    return article.stage, article.assignee


def test_a_button_saves_the_draft_and_asks_to_whom_it_goes(client, editor, writer):
    article = make.an_article(created_by=writer)
    client.force_login(writer)

    saved = sent(client, address(Article, "change", article.pk), "title", lead="It goes on.", _to_in_review="Ask")
    form = filled_form(saved, "assignee")
    client.post(
        address(Article, "hand_over", article.pk), form | {"assignee": editor.pk, "word": "Check the <figures>."}
    )

    assert (form["stage"], form["assignee"]) == (["in_review"], [""])
    assert where(article) == (Stage.IN_REVIEW, editor) and article.lead == "It goes on."
    # Whoever has it knows from whom, when and what for: on the desk, and on its page.
    EditorPreferences.objects.create(user=editor, time_zone="Asia/Tokyo")
    handed_at = article.handovers.get().handed_at
    client.force_login(editor)
    assert f"from mara, {handed_at.astimezone(make.TOKYO):%Y-%m-%d %H:%M}" in page_of(client, reverse("admin:index"))
    for page in (reverse("admin:index"), address(Article, "change", article.pk)):
        assert "“Check the <figures>.”" in page_of(client, page)


def test_it_goes_back_to_who_asked_for_the_review_and_on_by_one_click_only_once(client, editor, writer):
    article = make.an_article(created_by=editor)
    article.hand_over(by=writer, version=article.version, stage=Stage.IN_REVIEW, assignee=editor)
    page = address(Article, "hand_over", article.pk)

    form = filled_form(client.get(page, {"stage": "draft"}), "assignee")
    answers = [client.post(page, form).status_code for _click in range(2)]

    assert form["assignee"] == [str(writer.pk)] and where(article) == (Stage.DRAFT, writer)
    assert answers == [302, 409] and article.handovers.count() == 2 and article.handovers.standing().count() == 1


def test_what_waits_for_anybody_is_on_the_desk_of_all(client, editor, writer):
    article = make.an_article("Without anybody", created_by=writer)
    for stage, slug in ((Stage.IN_REVIEW, "in-review"), (Stage.READY, "ready")):
        article.hand_over(by=writer, version=article.version, stage=stage)
        assert "Without anybody" in page_of(client, reverse("admin:desk_list", args=[slug]))
        assert "Without anybody" not in page_of(client, reverse("admin:desk_list", args=["mine"]))


def test_publishing_ends_it_and_taking_that_back_within_minutes_brings_it_back(client, editor, writer):
    article = make.an_article(created_by=editor)
    article.hand_over(by=writer, version=article.version, stage=Stage.READY, assignee=writer, word="As agreed.")

    revision = article.publish(by=editor, version=article.version)
    assert where(article) == (Stage.DRAFT, None) and not article.handovers.standing().exists()
    article.undo_publish(revision, by=editor, version=article.version)
    assert where(article) == (Stage.READY, writer) and article.handovers.standing().get().word == "As agreed."


def test_what_readers_see_may_be_given_to_somebody_to_write_on(client, editor, writer):
    article = make.a_published_article("Live and well", by=editor)
    article.hand_over(
        by=editor, version=article.version, stage=Stage.DRAFT, assignee=writer, word="It has a date now."
    )

    client.force_login(writer)
    assert "It has a date now." in page_of(client, reverse("admin:index"))
    assert client.get(address(Article, "change", article.pk)).context_data["has_change_permission"]


def test_a_draft_is_given_only_to_who_works_here_and_may_change_it(client, editor, writer):
    article = make.an_article()
    reader, gone = make.a_user(), make.a_user(is_active=False, is_superuser=True)
    page = address(Article, "hand_over", article.pk)

    assert set(hands()) == {editor, writer}
    for nonsense in (reader.pk, gone.pk, "9" * 40, "\x00", "-1"):
        refused = sent(client, page, "assignee", assignee=nonsense)
        assert 'class="errorlist' in refused.content.decode()
    for changes in ({"stage": "published"}, {"word": "\x00"}, {"word": "x" * 301}, {"version": "9" * 40}):
        assert client.post(page, filled_form(client.get(page), "assignee", **changes)).status_code == 200
    assert not Handover.objects.exists()
