"""Articles in the admin: written, saved, previewed and published as an editor does it."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from catalog.axes import Decision
from news import models
from news.models import BLOCKS, Article, Author, Correction, PublicState, RichText
from tests import make
from tests.admin_pages import address, confirmation, filled_form, sent

pytestmark = pytest.mark.django_db
NEW = "/admin/news/article/add/"
NINE = datetime(2099, 3, 2, 9, tzinfo=UTC)


def page(article):
    return address(Article, "change", article.pk)


def act(name, article):
    return reverse(f"admin:news_article_{name}", args=[article.pk])


def save(client, article, **changes):
    """The answer to the form of an article, saved with some changes."""
    form = filled_form(client.get(page(article)), "version", **{"_continue": "Save", **changes})
    return client.post(page(article), form)


def blocks_typed(season):
    """One block of every kind, as the form sends them: prefix, and what is typed into it."""
    image, video = make.an_image(alt="A road"), make.a_video(season.series)
    other = make.a_series("The Long Field")
    return {
        "richtext": {"text": "<p>It goes on.</p>"},
        "quoteblock": {"quote": make.a_quote(season).pk},
        "imageblock": {"image": image.pk, "caption": "The road"},
        "videoblock": {"video": video.pk},
        "answerbox": {"heading": "Will it return?"},
        "factbox": {"series": season.series.pk},
        "ratingsblock": {"season": season.pk},
        "castblock": {"limit": "10"},
        "crewblock": {"heading": "Behind it"},
        "factsblock": {"facts": [make.a_fact(season).pk]},
        "timelineblock": {"limit": ""},
        "relatedseriesblock": {"related": [other.pk]},
        "correctionblock": {},
    }


def posted(blocks):
    """Those blocks as a body of POST, in that order."""
    body = {}
    for place, (name, typed) in enumerate(blocks.items(), start=1):
        prefix = f"news_{name}_set"
        fields = {"region": "main", "ordering": place * 10, **typed}
        body[f"{prefix}-TOTAL_FORMS"] = "1"
        body |= {f"{prefix}-0-{field}": value for field, value in fields.items()}
    return body


def as_typed(client, season, **changes):
    """A new article as an editor types it: a block of every kind, about a season."""
    ordinary = {
        "title": "The Salt Road is renewed",
        "lead": "There will be more of it.",
        "kind": "renewal",
        "subjects-0-season": season.pk,
        "claims-0-season": season.pk,
        "claims-0-axis": "decision",
        "claims-0-value": "ordered",
        "_continue": "Save",
    }
    return filled_form(client.get(NEW), "version", **(ordinary | posted(blocks_typed(season)) | changes))


@pytest.fixture
def byline(editor):
    return make.an_author("Nora Keane", user=editor)


@pytest.fixture
def season():
    return make.a_season(number=2)


# -- writing ------------------------------------------------------------------------------------------------------


def test_an_article_is_written_with_blocks_of_every_kind(client, editor, byline, season):
    answer = client.post(NEW, as_typed(client, season), follow=True)

    article = Article.objects.get()
    assert answer.redirect_chain[-1][0] == page(article)
    assert "Saved as a draft" in answer.content.decode()
    assert (article.slug, article.kind, article.created_by) == ("the-salt-road-is-renewed", "renewal", editor)
    assert [row.author for row in article.author_rows.all()] == [byline]
    assert [(row.season, row.primary) for row in article.subjects.all()] == [(season, True)]
    assert [claim.said for claim in article.claims.all()] == ["Ordered"]
    document = article.revisions.get().document
    assert [block["type"] for block in document["blocks"]] == [model.type for model in BLOCKS]
    assert document["blocks"][9]["facts"] and document["blocks"][11]["related"]


def test_saving_shows_readers_nothing(client, editor, byline, season):
    typed = as_typed(client, season)
    before = [client.get(path).content for path in ("/", "/news/", "/news/feed.atom", "/sitemap.xml")]
    client.post(NEW, typed)
    article = Article.objects.get()
    save(client, article, title="Another title")

    assert [client.get(path).content for path in ("/", "/news/", "/news/feed.atom", "/sitemap.xml")] == before
    assert client.get(f"/news/{article.slug}/").status_code == 404


def test_every_save_is_a_revision_and_keeps_the_keys_of_the_blocks(client, editor):
    article = make.an_article()
    key = article.news_richtext_set.get().key

    save(client, article, **{"news_richtext_set-0-text": "<p>Another.</p>"})

    article.refresh_from_db()
    assert (article.version, article.revisions.count()) == (2, 1)
    assert article.news_richtext_set.get().key == key
    assert article.revisions.get().document["blocks"][0]["text"] == "<p>Another.</p>"


def test_an_empty_text_that_was_offered_is_not_kept(client, editor, byline, season):
    client.post(NEW, as_typed(client, season, **{"news_richtext_set-0-text": "<p></p>"}))

    assert not RichText.objects.exists()


@pytest.mark.parametrize(("title", "slug"), [("Защитники вернутся", "zashchitniki-vernutsya"), ("!!!", "article")])
def test_a_title_in_any_script_gets_a_free_slug(client, editor, byline, season, title, slug):
    client.post(NEW, as_typed(client, season, title=title))
    client.post(NEW, as_typed(client, season, title=title))

    assert {*Article.objects.values_list("slug", flat=True)} == {slug, f"{slug}-2"}


def test_a_slug_that_another_article_once_had_is_refused(client, editor):
    other = make.a_published_article("The first")
    save(client, other, slug="elsewhere")
    article = make.an_article("The second")

    answer = save(client, article, slug="the-first")

    assert "Another article has, or had, this address." in answer.content.decode()


def test_hostile_rich_text_is_cleaned_on_its_way_in(client, editor):
    article = make.an_article()
    hostile = '<p onclick="x()">So<script>alert(1)</script> <a href="javascript:x()">on</a></p><iframe></iframe>'

    save(client, article, **{"news_richtext_set-0-text": hostile})

    text = article.news_richtext_set.get().text
    assert "So" in text and not any(word in text for word in ("script", "onclick", "iframe"))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "This field is required."),
        ({"title": "x\x00"}, "Null characters are not allowed."),
        ({"title": "x" * 201}, "at most 200 characters"),
        ({"slug": "no slug!"}, "Enter a valid “slug”"),
        ({"news_richtext_set-0-text": "<p>x\x00</p>"}, "Null characters are not allowed."),
        ({"news_quoteblock_set-0-quote": ""}, "This field is required."),
        ({"news_quoteblock_set-0-quote": "9" * 40}, "Select a valid choice."),
        ({"news_castblock_set-0-limit": "-1"}, "greater than or equal to 0"),
        ({"news_factbox_set-0-season": "{season}"}, "Choose a series or a season"),
        ({"subjects-0-series": "{series}"}, "exactly one of them"),
        ({"claims-0-value": "filming"}, "Choose one of: unknown, undecided, ordered"),
        ({"claims-0-axis": "premiere", "claims-0-value": "", "claims-0-date": "soonish"}, "not a date we can read"),
        ({"claims-0-axis": "commissioner", "claims-0-value": ""}, "This cannot be said of it"),
        ({"announces": ["9" * 40]}, "not a valid value"),
        ({"pinned_until_0": "2027-13-45", "pinned_until_1": "9:00"}, "Enter a valid date."),
        ({"version": "many"}, "Enter a whole number."),
        ({"token": "no uuid"}, "Enter a valid UUID."),
        ({"news_factbox_set-TOTAL_FORMS": "many"}, "ManagementForm data is missing"),
    ],
)
def test_wrong_input_is_told_and_nothing_typed_is_lost(client, editor, byline, season, changes, sentence):
    known = {"{season}": season.pk, "{series}": season.series.pk}
    typed = as_typed(client, season, **{name: known.get(str(value), value) for name, value in changes.items()})

    answer = client.post(NEW, typed)

    assert answer.status_code == 200 and sentence in answer.content.decode()
    again = filled_form(answer, "version")
    skipped = {"csrfmiddlewaretoken", "_continue", *changes}
    if any(name.endswith("TOTAL_FORMS") for name in changes):
        typed = {name: value for name, value in typed.items() if "factbox" not in name}
    lost = {name for name in typed if name not in skipped and as_list(again.get(name, "")) != as_list(typed[name])}
    assert lost == set()
    assert not Article.objects.exists()


def as_list(value):
    return [str(item) for item in (value if isinstance(value, list) else [value])]


def test_half_a_character_in_a_form_is_no_error_of_ours(client, editor, byline, season):
    typed = as_typed(client, season)
    body = "&".join(f"{name}={value}" for name, value in [("title", "%ED%A0%80"), ("version", "1")])
    answer = client.post(NEW, body, content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 200 and typed


def test_only_one_subject_is_the_primary_one_and_they_can_change_places(client, editor, season):
    article = make.an_article(about=season)
    both = {"subjects-TOTAL_FORMS": "2", "subjects-1-series": season.series.pk, "subjects-1-primary": "on"}

    refused = save(client, article, **both)
    assert "Only one subject can be the primary one." in refused.content.decode()

    changed = filled_form(client.get(page(article)), "version", **both)
    del changed["subjects-0-primary"]
    client.post(page(article), changed)
    assert [(row.target, row.primary) for row in article.subjects.all()] == [(season.series, True), (season, False)]

    changed = filled_form(client.get(page(article)), "version", **{"subjects-1-primary": "on"})
    del changed["subjects-0-primary"]
    client.post(page(article), changed)
    assert [(row.target, row.primary) for row in article.subjects.all()] == [(season, True), (season.series, False)]


def test_a_double_click_on_a_new_article_makes_one(client, editor, byline, season):
    typed = as_typed(client, season)

    answers = [client.post(NEW, typed).status_code for _click in range(2)]

    assert answers == [302, 409] and Article.objects.count() == 1


def test_only_updates_that_nobody_announces_are_offered(client, editor, season):
    told, untold = (make.an_update(season, decision=Decision.ORDERED, summary=text) for text in ("Told.", "Untold."))
    make.an_article(about=season, announces=[told])
    where = {"app_label": "news", "model_name": "article", "field_name": "announces", "term": "salt"}

    offered = client.get("/admin/news/article/unannounced/", where).json()["results"]

    assert [row["text"] for row in offered] == [f"{untold} ({season})"]


# -- two editors ----------------------------------------------------------------------------------------------------


def test_a_stale_form_is_refused_and_everything_typed_stays(client, editor):
    article = make.an_article()
    typed = filled_form(
        client.get(page(article)), "version", title="Mine", **{"news_richtext_set-0-text": "<p>Mine.</p>"}
    )
    save(client, article, title="Theirs")

    answer = client.post(page(article), typed | {"_continue": "Save"})

    assert answer.status_code == 409
    assert f"{editor} saved this article at" in answer.content.decode()
    again = filled_form(answer, "version")
    assert (again["title"], again["news_richtext_set-0-text"]) == (["Mine"], ["<p>Mine.</p>"])
    assert Article.objects.get().title == "Theirs"


def test_what_was_typed_into_a_block_that_is_gone_stays_too(client, editor):
    article = make.an_article()
    typed = filled_form(client.get(page(article)), "version", **{"news_richtext_set-0-text": "<p>Mine.</p>"})
    save(client, article, **{"news_richtext_set-0-DELETE": "on"})

    answer = client.post(page(article), typed)

    assert answer.status_code == 409
    assert filled_form(answer, "version")["news_richtext_set-0-text"] == ["<p>Mine.</p>"]


# -- publishing -----------------------------------------------------------------------------------------------------


def test_the_button_that_publishes_saves_first(client, editor):
    article = make.an_article()

    answer = save(client, article, title="Saved first", _publish="Publish")

    assert answer.headers["Location"] == act("publish", article)
    assert not article.revisions.live().exists() and article.revisions.get().title == "Saved first"


def test_publishing_now_shows_it_to_readers(client, editor):
    article = make.an_article()

    answer = sent(client, act("publish", article), "version", note="Read this.")

    assert "Published: readers see it since" in answer.content.decode()
    assert b"Read this." in client.get(f"/news/{article.slug}/").content
    assert article.revisions.live().get().pressed_by == editor


def test_publishing_at_a_moment_until_a_moment(client, editor):
    article = make.an_article()
    moments = {"at_0": "2099-03-02", "at_1": "09:00", "until_0": "2099-03-03", "until_1": "09:00"}

    asked = sent(client, act("publish", article), "version", when="later", **moments)
    assert "Nothing has been done yet." in asked.content.decode() and not article.revisions.exists()
    client.post(act("publish", article), filled_form(asked, "version", _sure="Publish"))

    revision = article.revisions.get()
    assert (revision.live_from, revision.live_until) == (NINE, NINE + make.DAY)
    assert client.get(f"/news/{article.slug}/").status_code == 404


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"when": "later"}, "From when on?"),
        ({"when": "later", "at_0": "2020-01-01", "at_1": "09:00"}, "This moment has passed."),
        ({"when": "later", "at_0": "2099-13-01", "at_1": "09:00"}, "Enter a valid date."),
        ({"until_0": "2020-01-01", "until_1": "09:00"}, "It would end before it begins."),
        ({"note": "x" * 501}, "at most 500 characters"),
        ({"version": "9" * 40}, "Ensure this value is less than"),
    ],
)
def test_a_publication_that_cannot_be_is_told(client, editor, changes, sentence):
    article = make.an_article()

    answer = sent(client, act("publish", article), "version", **changes)

    assert sentence in answer.content.decode() and not article.revisions.exists()


def test_a_quote_without_a_source_stands_in_the_way_and_says_so(client, editor, season):
    article = make.an_article(about=season)
    make.a_block(article, models.QuoteBlock, quote=make.a_quote(season, source=None))

    assert "This quote needs a source" in client.get(act("publish", article)).content.decode()
    assert "This quote needs a source" in sent(client, act("publish", article), "version").content.decode()
    assert not article.revisions.exists()


def test_the_page_that_publishes_says_what_will_happen(client, editor, season):
    update = make.an_update(
        season, decision=Decision.ORDERED, public_from=timezone.now() + make.DAY, summary="Ordered!"
    )
    article = make.an_article(about=season, announces=[update])
    article.claims.create(season=season, axis="decision", value="declined")

    text = client.get(act("publish", article)).content.decode()

    assert f"Its address: /news/{article.slug}/" in text
    assert "This update becomes public in the same moment" in text and "Ordered!" in text
    assert "It claims what is not known to be so then" in text
    assert "In the time zone UTC." in text


def test_a_double_click_publishes_once(client, editor):
    article = make.an_article()
    typed = filled_form(client.get(act("publish", article)), "version")

    answers = [client.post(act("publish", article), typed).status_code for _click in range(2)]

    assert answers == [302, 409] and article.revisions.count() == 1


def test_looking_at_a_verb_does_nothing(client, editor):
    article = make.a_published_article()
    article.publish(by=editor, version=article.version, at=timezone.now() + make.DAY)
    before = [(row.number, row.live_from, row.live_until) for row in article.revisions.all()]

    for name in ("publish", "correct", "reschedule", "unschedule", "withdraw", "restore", "preview"):
        assert client.get(act(name, article)).status_code == 200, name

    assert [(row.number, row.live_from, row.live_until) for row in article.revisions.all()] == before


# -- after publication ------------------------------------------------------------------------------------------------


def test_a_correction_is_live_at_once_and_in_the_ledger(client, editor):
    article = make.a_published_article(text="<p>It goes onn.</p>")
    key = str(article.news_richtext_set.get().key)

    answer = sent(
        client, act("correct", article), "live", kind="typo", text="It read “onn”.", **{key: "<p>It goes on.</p>"}
    )

    assert "Corrected: It read “onn”." in answer.content.decode()
    assert b"It goes on.</p>" in client.get(f"/news/{article.slug}/").content
    assert article.news_richtext_set.get().text == "<p>It goes on.</p>"
    assert "It read" in client.get(address(Correction, "changelist")).content.decode()


def test_a_clash_is_shown_and_can_be_won(client, editor):
    article = make.a_published_article(text="<p>It goes onn.</p>")
    key = str(article.news_richtext_set.get().key)
    save(client, article, **{"news_richtext_set-0-text": "<p>It goes off.</p>"})
    correction = {"kind": "typo", "text": "It read “onn”.", key: "<p>It goes on.</p>"}

    answer = sent(client, act("correct", article), "live", **correction)
    text = answer.content.decode()
    assert "These words were changed there" in text and 'name="choice_working"' in text
    assert filled_form(answer, "live")[key] == ["<p>It goes on.</p>"] and not Correction.objects.exists()

    sent(client, act("correct", article), "live", choice_working="win", _sure="Correct", **correction)
    assert article.news_richtext_set.get().text == "<p>It goes on.</p>"


def test_a_correction_of_what_is_no_longer_live_is_refused_with_its_words_kept(client, editor):
    article = make.a_published_article(text="<p>It goes onn.</p>")
    key = str(article.news_richtext_set.get().key)
    typed = filled_form(client.get(act("correct", article)), "live", kind="typo", text="So.", **{key: "<p>Mine.</p>"})
    article.publish(by=editor, version=article.version)

    answer = client.post(act("correct", article), typed)

    assert "What readers see has changed since" in answer.content.decode()
    assert filled_form(answer, "live")[key] == ["<p>Mine.</p>"]
    assert not Correction.objects.exists()


def test_a_withdrawal_needs_a_reason_and_takes_it_from_readers(client, editor):
    article = make.a_published_article()

    refused = sent(client, act("withdraw", article), "reason")
    assert "This field is required." in refused.content.decode()

    answer = sent(client, act("withdraw", article), "reason", reason="It was wrong.")
    assert "Withdrawn: It was wrong." in answer.content.decode()
    gone = client.get(f"/news/{article.slug}/")
    assert gone.status_code == 410 and b"It was wrong." in gone.content


def test_a_scheduled_revision_is_moved_and_called_off(client, editor):
    article = make.a_published_article()
    article.publish(by=editor, version=article.version, at=timezone.now() + make.DAY)

    answer = sent(client, act("reschedule", article), "revision", at_0="2099-01-01", at_1="09:00")
    assert "from 2099-01-01 09:00 UTC" in answer.content.decode()

    answer = sent(client, act("unschedule", article), "revision")
    assert "Called off: revision 2." in answer.content.decode()
    assert not article.revisions.scheduled().exists() and article.revisions.live().exists()


def test_a_revision_is_restored_as_a_draft(client, editor):
    article = make.a_published_article("The first title")
    save(client, article, title="The second title")
    first = article.revisions.get(number=1)

    sent(client, f"{act('restore', article)}?revision={first.pk}", "revision")

    article.refresh_from_db()
    assert (article.title, article.revisions.count()) == ("The first title", 3)
    assert article.public_state() == PublicState.LIVE


def test_the_history_names_each_revision_who_when_and_its_window(client, editor):
    article = make.a_published_article(by=editor)
    save(client, article, title="Another")

    text = client.get(address(Article, "history", article.pk)).content.decode()

    assert str(editor) in text and "Restore" in text and f"/admin/news/article/{article.pk}/preview/2/" in text
    assert "since 20" in text


# -- what readers see -----------------------------------------------------------------------------------------------


def test_the_badge_says_what_readers_see(client, editor):
    now = timezone.now()
    make.an_article("Draft one")
    make.a_published_article("Live one")
    save(client, make.a_published_article("Changed one"), lead="Other words.")
    expired = make.a_published_article("Expired one", at=now - 2 * make.DAY, until=now - make.DAY)
    withdrawn = make.a_published_article("Withdrawn one")
    withdrawn.withdraw(by=editor, version=withdrawn.version, reason="Wrong.")
    scheduled = make.an_article("Scheduled one")
    scheduled.publish(by=editor, version=scheduled.version, at=now + make.DAY)

    for article in Article.objects.all():
        state = article.public_state()
        assert article.title.startswith(state.label.split(",")[0]) or state == PublicState.LIVE_WITH_CHANGES
        assert f'news-{state}">{state.label}' in client.get(page(article)).content.decode()
        listed = client.get(address(Article, "changelist") + f"?seen={state}").content.decode()
        assert "1 article" in listed and article.title in listed
    assert f"/news/{expired.slug}/" not in client.get(page(expired)).content.decode()


def test_the_preview_is_the_page_of_the_working_copy_and_of_no_public_byte(client, editor):
    article = make.a_published_article("The first title")
    save(client, article, title="Not yet published")

    answer = client.get(act("preview", article))

    assert (
        "Not yet published" in answer.content.decode()
        and "Only the newsroom sees this page." in answer.content.decode()
    )
    assert "no-store" in answer["Cache-Control"] and "noindex" in answer.content.decode()
    assert "The first title" in client.get(f"{act('preview', article)}1/").content.decode()
    assert client.get(f"{act('preview', article)}9/").status_code == 404
    assert article.revisions.count() == 2


def test_a_preview_shows_a_hidden_series(client, editor):
    season = make.a_season(make.a_series("The Hidden", hidden=True))
    article = make.an_article(about=season)
    make.a_block(article, models.AnswerBox)

    assert "The Hidden" in client.get(act("preview", article)).content.decode()


def test_a_preview_is_for_the_newsroom_alone(client, db):
    article = make.an_article()
    assert client.get(act("preview", article)).status_code == 302

    client.force_login(make.a_user())
    assert client.get(act("preview", article)).status_code == 403


# -- who may what ---------------------------------------------------------------------------------------------------


def a_writer(client):
    writer = make.a_user()
    wanted = ["add_article", "change_article", "view_article"]
    writer.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    client.force_login(writer)
    return writer


@pytest.mark.parametrize("name", ["publish", "correct", "reschedule", "unschedule", "withdraw"])
def test_a_forged_post_without_the_permission_is_refused(client, db, name):
    article = make.a_published_article(created_by=a_writer(client))

    answer = client.post(act(name, article), {"version": article.version, "reason": "x", "when": "now"})

    assert answer.status_code == 403
    assert article.revisions.count() == 1 and article.public_state() == PublicState.LIVE


def test_a_writer_saves_and_is_offered_nothing_more(client, db):
    article = make.an_article(created_by=a_writer(client))

    answer = save(client, article, title="By a writer", _publish="Publish")

    text = client.get(page(article)).content.decode()
    assert Article.objects.get().title == "By a writer" and answer.headers["Location"] == page(article)
    assert "_publish" not in text and act("publish", article) not in text and act("withdraw", article) not in text


def test_who_may_only_look_changes_nothing(client, clerk):
    article = make.an_article()

    assert client.get(page(article)).status_code == 200
    assert client.post(page(article), {"title": "Mine", "version": article.version}).status_code == 403
    assert client.post(act("restore", article), {"version": article.version}).status_code == 403


# -- deleting -------------------------------------------------------------------------------------------------------


def test_a_draft_that_nobody_saw_is_deleted_with_its_revisions(client, editor):
    article = make.an_article()
    save(client, article, title="Away with it")

    client.post(address(Article, "delete", article.pk), confirmation(article))

    assert not Article.objects.exists()


@pytest.mark.parametrize("view", ["delete", "changelist"])
def test_what_somebody_wrote_after_the_question_is_not_deleted_before_it_is_asked_again(client, editor, view):
    article = make.an_article("Away with it")
    page = address(Article, "delete", article.pk) if view == "delete" else address(Article, "changelist")
    chosen = {"action": "delete_selected", "_selected_action": [article.pk]}
    question = client.get(page) if view == "delete" else client.post(page, chosen)
    answer = filled_form(question, "versions")
    save(client, article, title="Words of a colleague")

    refused = client.post(page, answer, follow=True)

    assert Article.objects.get().title == "Words of a colleague"
    assert "Somebody changed this since you were asked" in refused.content.decode()
    client.post(page, filled_form(refused, "versions"))
    assert not Article.objects.exists()


def test_an_article_that_was_live_is_not_deleted(client, editor):
    article, draft = make.a_published_article(), make.an_article("A draft")

    answer = client.post(address(Article, "delete", article.pk), confirmation(article))
    chosen = {"action": "delete_selected", "_selected_action": [article.pk, draft.pk]}
    client.post(address(Article, "changelist"), chosen | confirmation(article, draft))

    assert "it is not deleted but withdrawn" in answer.content.decode()
    assert Article.objects.count() == 2


# -- authors and corrections ------------------------------------------------------------------------------------------


def test_an_author_moves_and_the_old_address_redirects(client, editor):
    author = make.an_author("Nora Keane")
    make.a_published_article(authors=[author])

    sent(client, address(Author, "change", author.pk), "byline", slug="n-keane")

    assert client.get("/authors/nora-keane/")["Location"] == "/authors/n-keane/"


def test_an_author_gets_a_slug_in_any_script_and_is_found_whatever_the_case(client, editor):
    sent(client, address(Author, "add"), "byline", byline="Нора Кин")

    assert Author.objects.get().slug == "nora-kin"
    assert "1 author" in client.get(address(Author, "changelist") + "?q=кИН").content.decode()


def test_corrections_are_only_read(client, editor):
    article = make.a_published_article()
    key = str(article.news_richtext_set.get().key)
    correction = article.correct(
        by=editor, version=article.version, kind="typo", text="So.", changes={key: "<p>X.</p>"}
    )

    assert client.get(address(Correction, "change", correction.pk)).status_code == 200
    assert client.post(address(Correction, "change", correction.pk), {"text": "No."}).status_code == 403
    assert client.post(address(Correction, "delete", correction.pk), {"post": "yes"}).status_code == 403
    assert client.get(address(Correction, "add")).status_code == 403


# -- lists ----------------------------------------------------------------------------------------------------------


def test_articles_are_found_whatever_the_case(client, editor):
    article = make.an_article("Защитники вернутся")
    save(client, article, lead="Ещё один сезон")

    for words in ("зАЩИТ", "еще сез"):
        assert "Защитники" in client.get(address(Article, "changelist"), {"q": words}).content.decode()
    assert "0 results" in client.get(address(Article, "changelist"), {"q": "щитники"}).content.decode()


def fill(number, season):
    """So many articles more, and as many more of everything in the one looked at."""
    for place in range(number):
        article = make.a_published_article(f"Article {place}", authors=[make.an_author()])
        article.publish(by=None, version=article.version, at=timezone.now() + make.DAY)
    article = Article.objects.earliest("pk")
    for _place in range(number):
        make.a_block(article, RichText, text="<p>So.</p>")
        make.a_block(article, models.QuoteBlock, quote=make.a_quote(season))
        make.a_block(article, models.ImageBlock, image=make.an_image(alt="A road"))
        make.a_block(article, models.CastBlock, season=season)
        article.author_rows.create(author=make.an_author(), order=9)
        article.subjects.create(series=make.a_series())
        article.save_draft(by=None, version=article.version)
    key = str(article.news_richtext_set.first().key)
    article.correct(by=None, version=article.version, kind="typo", text="So.", changes={key: f"<p>{number}</p>"})


def pages(article):
    yield address(Article, "changelist")
    yield address(Article, "changelist") + "?seen=live&kind=news&stage=draft&q=article"
    yield address(Article, "change", article.pk)
    yield address(Article, "history", article.pk)
    yield act("publish", article)
    yield act("correct", article)
    yield act("reschedule", article)
    yield act("preview", article) + "1/"
    for model in (Author, Correction):
        yield address(model, "changelist")
        yield address(model, "change", model.objects.latest("pk").pk)
    yield NEW
    yield address(Author, "add")


def test_every_page_answers_with_as_many_queries_for_ten_times_the_rows(client, editor, season):
    def counts():
        found = {}
        for place in pages(Article.objects.earliest("pk")):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(place).status_code == 200, place
            found[place.rstrip("0123456789/change")] = len(queries)
        return found

    fill(2, season)
    ContentType.objects.get_for_models(*[model for model in vars(models).values() if hasattr(model, "_meta")])
    counts()
    few = counts()
    fill(18, season)
    many = counts()

    assert {name: (few[name], many[name]) for name in few if few[name] != many[name]} == {}


def test_the_editors_modules_carry_the_nonce_of_the_policy(client, editor):
    article = make.a_published_article()

    for place in (NEW, page(article), act("correct", article)):
        answer = client.get(place)
        nonce = answer["Content-Security-Policy"].partition("'nonce-")[2].partition("'")[0]
        assert f'<script type="importmap" nonce="{nonce}">' in answer.content.decode()
