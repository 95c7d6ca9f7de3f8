"""The admin of the news: what an editor types is kept, and nothing is public by accident."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from catalog.axes import Decision
from news.models import BLOCKS, Article, PublicState, QuoteBlock, Revision, RichText
from tests import make
from tests.make import DAY, HOUR

pytestmark = pytest.mark.django_db
NASTY = '<p onclick="alert(1)">Words<script>alert(2)</script> <a href="javascript:alert(3)">here</a></p>'


@pytest.fixture
def season():
    return make.a_season(make.a_series("The Salt Road"), number=2)


@pytest.fixture
def author(editor):
    return make.an_author(user=editor)


def page_of(article, act="change"):
    return reverse(f"admin:news_article_{act}", args=[article.pk])


def filled(response, **changes):
    """What a browser would send from a form: everything as it stands, with some changes."""
    data = {}
    forms = [response.context["adminform"].form] if "adminform" in response.context else [response.context["form"]]
    for wrapped in response.context.get("inline_admin_formsets", []):
        forms += [wrapped.formset.management_form, *wrapped.formset.initial_forms]
    for form in forms:
        for bound in form:
            value = bound.value()
            widget = bound.field.widget
            if hasattr(widget, "widgets"):
                parts = widget.decompress(value)
                data |= {f"{bound.html_name}_{i}": part or "" for i, part in enumerate(parts)}
            elif isinstance(value, list):
                data[bound.html_name] = [getattr(each, "pk", each) for each in value]
            elif value is not None and value is not False:
                data[bound.html_name] = getattr(value, "pk", value)
    return data | changes


def a_row(prefix, number, **fields):
    return {f"{prefix}-{number}-{name}": value for name, value in fields.items()} | {
        f"{prefix}-TOTAL_FORMS": number + 1
    }


def write(client, season, **changes):
    """A new article about a season with one text, typed into the form."""
    add = reverse("admin:news_article_add")
    data = filled(client.get(add), title="Will there be a season 2 of The Salt Road?")
    data |= a_row("subjects", 0, season=season.pk)
    data |= a_row("news_richtext_set", 0, text="<p>Nobody says.</p>", region="main", ordering=10)
    return client.post(add, data | {"_continue": "1"} | changes)


def test_an_article_asks_for_little_and_shows_readers_nothing(client, author, season):
    before = client.get("/news/").content
    response = write(client, season)

    article = Article.objects.get()
    assert response.status_code == 302
    assert (article.slug, article.created_by) == ("will-there-be-a-season-2-of-the-salt-road", author.user)
    assert [row.author for row in article.author_rows.all()] == [author]
    assert article.subjects.get().primary
    assert article.public_state() == PublicState.DRAFT
    assert [revision.number for revision in article.revisions.all()] == [1]
    assert client.get("/news/").content == before
    assert client.get(f"/news/{article.slug}/").status_code == 404


def test_every_kind_of_block_is_saved_and_keeps_its_key(client, author, season):
    write(client, season)
    article = Article.objects.get()
    quote, image, video = make.a_quote(season), make.an_image(), make.a_video(season.series)
    needed = {"quote": quote.pk, "image": image.pk, "video": video.pk}
    data = filled(client.get(page_of(article)))
    for number, model in enumerate(BLOCKS[1:], start=2):
        fields = {name: needed[name] for name in model.references if name in needed}
        data |= a_row(f"news_{model._meta.model_name}_set", 0, region="main", ordering=number * 10, **fields)
    assert client.post(page_of(article), data).status_code == 302

    blocks = article.revisions.order_by("-number").first().document["blocks"]
    assert [block["type"] for block in blocks] == [model.type for model in BLOCKS]
    client.post(page_of(article), filled(client.get(page_of(article)), title="Another title"))
    after = article.revisions.order_by("-number").first().document["blocks"]
    assert [block["key"] for block in after] == [block["key"] for block in blocks]


def test_nothing_runs_that_is_typed_into_a_text(client, author, season):
    write(client, season, **{"news_richtext_set-0-text": NASTY})

    text = RichText.objects.get().text
    assert "Words" in text
    assert not re.search(r"script|onclick|javascript", text)


def test_wrong_input_keeps_every_word(client, author, season):
    response = write(client, season, title="", **{"news_richtext_set-0-text": "<p>All my words.</p>"})

    assert response.status_code == 200
    assert "All my words." in response.text
    assert not Article.objects.exists()


@pytest.mark.parametrize("hostile", ["a\x00b", "x" * 5000, "'\"><svg>"])
def test_hostile_titles_are_saved_or_refused_but_break_nothing(client, author, season, hostile):
    assert write(client, season, title=hostile).status_code in {200, 302}


def test_a_slug_that_another_article_had_is_refused(client, author, season):
    make.an_article(slug="taken").save_draft(by=author.user, version=1)

    assert "had, this address" in write(client, season, slug="taken").text


def test_saving_over_somebody_elses_version_is_refused_and_keeps_what_was_typed(client, author, season):
    write(client, season)
    article = Article.objects.get()
    opened = client.get(page_of(article))
    article.save_draft(by=make.an_editor(), version=article.version)
    response = client.post(page_of(article), filled(opened, title="My title"))

    article.refresh_from_db()
    assert "Somebody else has saved this article" in response.text
    assert "My title" in response.text
    assert article.title != "My title"


def test_published_now_readers_see_it(client, author, season):
    write(client, season)
    article = Article.objects.get()
    form = client.get(page_of(article, "publish"))
    assert f"/news/{article.slug}/" in form.text
    client.post(page_of(article, "publish"), filled(form))

    assert article.public_state() == PublicState.LIVE
    assert "Nobody says." in client.get(f"/news/{article.slug}/").text


def test_a_second_click_on_publish_presses_nothing_twice(client, author, season):
    write(client, season)
    article = Article.objects.get()
    data = filled(client.get(page_of(article, "publish")))
    client.post(page_of(article, "publish"), data)
    again = client.post(page_of(article, "publish"), data)

    assert "Nothing has been done" in again.text
    assert article.revisions.windowed().count() == 1


def test_published_later_until_a_moment(client, author, season):
    write(client, season)
    article = Article.objects.get()
    begins, ends = (timezone.localtime(timezone.now() + delta) for delta in (DAY, 2 * DAY))
    data = filled(client.get(page_of(article, "publish")), when="later")
    for name, moment in (("at", begins), ("until", ends)):
        data |= {f"{name}_0": moment.strftime("%Y-%m-%d"), f"{name}_1": moment.strftime("%H:%M:%S")}
    client.post(page_of(article, "publish"), data)

    assert article.public_state() == PublicState.SCHEDULED
    assert article.public_state(begins + HOUR) == PublicState.LIVE
    assert article.public_state(ends + HOUR) == PublicState.EXPIRED


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"when": "later"}, "Give a day and a time"),
        ({"at_0": "2030-01-01", "at_1": "09:00"}, "Choose one"),
        ({"when": "later", "at_0": "2020-01-01", "at_1": "09:00"}, "has passed"),
        ({"until_0": "2020-01-01", "until_1": "09:00"}, "end before it begins"),
        ({"when": "later", "at_0": "31 February", "at_1": "09:00"}, "Enter a valid date"),
        ({"version": ""}, "correct the errors"),
    ],
)
def test_a_wrong_moment_is_told_and_nothing_is_published(client, author, season, changes, told):
    write(client, season)
    article = Article.objects.get()
    response = client.post(page_of(article, "publish"), filled(client.get(page_of(article, "publish")), **changes))

    assert told in response.text
    assert article.public_state() == PublicState.DRAFT


def test_an_unsourced_quote_keeps_it_from_readers_and_says_what_to_do(client, author, season):
    write(client, season)
    article = Article.objects.get()
    make.a_block(article, QuoteBlock, quote=make.a_quote(season, source=None, text="It goes on."))
    response = client.post(page_of(article, "publish"), filled(client.get(page_of(article, "publish"))))

    assert "This quote needs a source" in response.text
    assert article.public_state() == PublicState.DRAFT


def test_what_it_announces_becomes_public_with_it(client, author, season):
    update = make.an_update(season, decision=Decision.ORDERED, public_from=timezone.now() + timedelta(days=9))
    write(client, season, announces=[update.pk])
    article = Article.objects.get()
    form = client.get(page_of(article, "publish"))
    assert "becomes public with it" in form.text
    client.post(page_of(article, "publish"), filled(form))

    assert season.state().decision == Decision.ORDERED


def test_a_live_article_is_corrected_at_once(client, author, season):
    write(client, season)
    article = Article.objects.get()
    article.publish(by=author.user, version=article.version)
    form = client.get(page_of(article, "correct"))
    key = next(iter(form.context["form"].prose))
    data = filled(form, kind="typo", text="It said nobody.", **{key: "<p>Somebody says.</p>"})
    client.post(page_of(article, "correct"), data)

    page = client.get(f"/news/{article.slug}/").text
    assert "Somebody says." in page
    assert "It said nobody." in page
    assert RichText.objects.get().text == "<p>Somebody says.</p>"


def test_a_correction_without_a_word_about_it_is_refused_and_keeps_the_text(client, author, season):
    write(client, season)
    article = Article.objects.get()
    article.publish(by=author.user, version=article.version)
    form = client.get(page_of(article, "correct"))
    key = next(iter(form.context["form"].prose))
    response = client.post(page_of(article, "correct"), filled(form, kind="typo", text="", **{key: "<p>Mended.</p>"}))

    assert "Mended." in response.text
    assert "Nobody says." in client.get(f"/news/{article.slug}/").text


def test_a_withdrawn_article_is_gone_with_its_reason_and_its_schedule(client, author, season):
    article = make.a_published_article(about=season)
    article.publish(by=author.user, version=article.version, at=timezone.now() + DAY)
    data = filled(client.get(page_of(article, "withdraw")), reason="We were wrong.")
    client.post(page_of(article, "withdraw"), data)

    gone = client.get(f"/news/{article.slug}/")
    assert gone.status_code == 410
    assert "We were wrong." in gone.text
    assert article.public_state(timezone.now() + 2 * DAY) == PublicState.WITHDRAWN


def test_a_scheduled_version_is_moved_and_called_off(client, author, season):
    article = make.a_published_article(about=season)
    later = article.publish(by=author.user, version=article.version, at=timezone.now() + DAY)
    move = reverse("admin:news_revision_reschedule", args=[later.pk])
    client.post(move, filled(client.get(move), at_0="2040-05-01", at_1="09:00:00"))
    later.refresh_from_db()
    assert timezone.localtime(later.live_from).year == 2040

    off = reverse("admin:news_revision_unschedule", args=[later.pk])
    client.post(off, filled(client.get(off)))
    assert not article.revisions.scheduled().exists()


def test_an_old_version_is_put_back_into_the_working_copy_only(client, author, season):
    write(client, season)
    article = Article.objects.get()
    first = article.publish(by=author.user, version=article.version)
    client.post(page_of(article), filled(client.get(page_of(article)), title="A worse title"))
    restore = reverse("admin:news_revision_restore", args=[first.pk])
    client.post(restore, filled(client.get(restore)))

    article.refresh_from_db()
    assert article.title == first.title
    assert article.public_state() == PublicState.LIVE


def test_the_preview_is_the_page_for_the_newsroom_alone(client, author, season):
    season.series.published_at = None
    season.series.save()
    write(client, season, _preview="1")
    revision = Revision.objects.get()
    address = reverse("admin:news_revision_preview", args=[revision.pk])
    page = client.get(address)

    assert "Nobody says." in page.text
    assert "no-store" in page.headers["Cache-Control"]
    assert page.headers["X-Robots-Tag"] == "noindex"
    client.logout()
    assert client.get(address).status_code == 302


def test_what_was_public_is_not_deleted_and_a_draft_is(client, author, season):
    live = make.a_published_article(about=season)
    draft = make.an_article(title="Only a draft", about=season)
    draft.save_draft(by=author.user, version=draft.version)
    for article in (live, draft):
        client.post(page_of(article, "delete"), {"post": "yes"})

    assert list(Article.objects.all()) == [live]
    assert "withdraw it instead" in client.get(page_of(live, "delete")).text


@pytest.mark.parametrize("act", ["publish", "correct", "withdraw"])
def test_a_writer_publishes_nothing_also_with_a_forged_form(client, author, season, act):
    article = make.a_published_article(about=season)
    writer = make.a_user()
    writer.user_permissions.set(Permission.objects.filter(codename__in=["change_article", "view_article"]))
    client.force_login(writer)

    assert client.get(page_of(article)).status_code == 200
    assert client.post(page_of(article, act), {"version": article.version, "reason": "x"}).status_code == 403


def test_the_list_says_what_readers_see_at_the_same_price_for_ten_times_the_rows(
    client, author, season, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost(address):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    def more(number):
        for _ in range(number):
            make.a_published_article(about=season)

    more(2)
    lists = [reverse(f"admin:news_{name}_changelist") for name in ("article", "revision", "correction", "author")]
    page = page_of(Article.objects.first())
    client.get(page)
    before = [cost(address) for address in (*lists, page)]
    more(18)

    assert [cost(address) for address in (*lists, page)] == before
    assert "Live" in client.get(lists[0]).text


@pytest.mark.parametrize("typed", ["СОЛЯНОЙ", "соля", "путь"])
def test_an_article_is_found_by_the_start_of_its_words_whatever_the_case(client, author, season, typed):
    write(client, season, title="Соляной путь: продолжение?")
    write(client, season, title="Something else")
    page = client.get(reverse("admin:news_article_changelist"), {"q": typed})

    assert [article.title for article in page.context["cl"].result_list] == ["Соляной путь: продолжение?"]


def test_the_editors_modules_carry_the_nonce_of_the_policy(client, author, season):
    write(client, season)
    response = client.get(page_of(Article.objects.get()))
    nonce = re.search(r"'nonce-([\w-]+)'", response.headers["Content-Security-Policy"])[1]

    assert re.search(
        rf'<script[^>]*type="importmap"[^>]*nonce="{nonce}"|<script nonce="{nonce}"[^>]*importmap', response.text
    )
    inline = [tag for tag in re.findall(r"<script[^>]*>", response.text) if "src=" not in tag]
    assert any("importmap" in tag for tag in inline)
    assert all(nonce in tag or "application/json" in tag for tag in inline)
