"""The pages in which the site speaks of itself: drafted, published, changed, and what readers see of that."""

from datetime import UTC, datetime
from urllib.parse import urlencode
from uuid import uuid4

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.template import Context, Template
from django.utils import timezone

from catalog.models import AuditEntry, Unsaved
from news import dead_links, richtext
from showsite.first_words import LANGUAGES, first_words
from showsite.models import FIXED, Page, PageRevision, for_readers
from tests import make
from tests.admin_pages import address, filled_form, sent

pytestmark = pytest.mark.django_db
MARCH, MAY = (datetime(2026, month, 3, 12, tzinfo=UTC) for month in (3, 5))


def read(client, place, status=200):
    response = client.get(place)
    assert response.status_code == status, place
    return response.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_words_are_there_in_every_language_and_clean_and_lead_somewhere(language):
    words = {each.slug: each for each in first_words(f"{language}-xx")}

    assert sorted(words) == sorted(FIXED)
    for each in words.values():
        assert each.text == richtext.clean(each.text), each.slug
        assert "[[" in each.text
        assert "" not in each and max(map(len, each.lead.splitlines())) <= 300
        local = [link for link in dead_links.links(each.text) if link.startswith("/")]
        assert not dead_links.dead(local, base=f"/{each.slug}/", at=datetime.now(UTC))
    assert [len(richtext.first_words(each.text, 10_000).split("[[")) for each in words.values()] == [
        len(richtext.first_words(each.text, 10_000).split("[[")) for each in first_words("en")
    ]
    assert {each.language for each in first_words("de")} == {"en"}


def test_every_page_leads_to_the_four_which_readers_see_from_the_first_migration_on(client):
    home = read(client, "/")
    for slug in FIXED:
        text = read(client, f"/{slug}/")
        assert f'href="/{slug}/"' in home
        assert "Last changed on" in text and "{mail}" not in text and "[[" not in text
    assert '<a href="mailto:desk@example.org">desk@example.org</a>' in read(client, "/contact/")
    assert '<p class="owed"><b>The newsroom still owes these words:</b> What this site lives on' in read(
        client, "/about/"
    )


def test_saving_changes_nothing_for_readers_until_it_is_published(client, editor):
    page = Page.objects.get(slug="about")
    answer = sent(client, address(Page, "change", page.pk), "title", title="Ourselves", text="<p>New words.</p>")
    assert "Saved as a draft. Readers see no change." in answer.text
    assert "New words." not in read(client, "/about/") and "Ourselves" not in read(client, "/about/")
    assert "New words." in read(client, address(Page, "preview", page.pk))
    assert "what stands here is a draft" in read(client, address(Page, "changelist"))
    asked = read(client, address(Page, "publish", page.pk))
    assert "<b>title</b>" in asked and "New words." in asked

    sent(client, address(Page, "publish", page.pk), "note", note="Said more shortly.")

    text = read(client, "/about/")
    assert "New words." in text and "Ourselves" in text and "Said more shortly." in text
    revision = page.revisions.latest()
    assert (revision.number, revision.published_by, revision.note) == (2, editor, "Said more shortly.")
    # A second click finds nothing to publish.
    again = sent(client, address(Page, "publish", page.pk), "note", note="Again.")
    assert "Readers see just this already." in again.text and page.revisions.count() == 2


def test_what_somebody_changed_meanwhile_is_neither_saved_over_nor_published(client, editor):
    page = Page.objects.get(slug="privacy")
    change, publish = address(Page, "change", page.pk), address(Page, "publish", page.pk)
    stale = filled_form(client.get(change), "title", title="Mine")
    unseen = filled_form(client.get(publish), "note")
    sent(client, change, "title", lead="Theirs.")

    refused = client.post(change, stale)
    assert refused.status_code == 409 and "Mine" in refused.text and "Theirs." in refused.text
    assert "Somebody has changed this since you opened it." in client.post(publish, unseen).text
    page.refresh_from_db()
    assert (page.title, page.lead, page.revisions.count()) == ("Privacy", "Theirs.", 1)


def test_a_change_is_put_back_from_the_history(client, editor):
    page = Page.objects.get(slug="contact")
    before = page.text
    sent(client, address(Page, "change", page.pk), "title", text="<p>Nothing.</p>")
    entry = AuditEntry.objects.latest("pk")
    assert entry.changes["fields"]["text"][1] == "<p>Nothing.</p>"

    sent(client, address(Page, "undo", page.pk, entry.pk), "seen")

    page.refresh_from_db()
    assert page.text == before


def test_words_that_were_never_saved_are_offered_and_taken_back(client, editor):
    page = Page.objects.get(slug="standards")
    change = address(Page, "change", page.pk)
    body = urlencode(filled_form(client.get(change), "title", text="<p>Never lose this.</p>"), doseq=True)
    kept = Unsaved.objects.create(user=editor, form=change, opened=uuid4(), counter=1, body=body, title="Standards")

    assert f"?look={kept.pk}" in read(client, change)
    assert "Never lose this." in read(client, f"{change}?look={kept.pk}")
    assert "&lt;p&gt;Never lose this.&lt;/p&gt;" in read(client, f"{change}?take={kept.pk}")
    page.refresh_from_db()
    assert "Never lose this." not in page.text


def test_old_words_are_found_by_their_day(client):
    with time_machine.travel(MARCH, tick=False):
        page = make.a_page("Who we are", text="<p>Ada.</p>")
    with time_machine.travel(MAY, tick=False):
        page.text = "<p>Ada and Eda.</p>"
        page.save()
        page.publish(note="Eda came.")
    place = page.get_absolute_url()

    assert place == "/about/who-we-are/"
    now, then = read(client, place), read(client, f"{place}?on=2026-05-02")
    assert "Ada and Eda." in now and 'Last changed on <time datetime="2026-05-03">' in now and "noindex" not in now
    assert 'href="/about/who-we-are/?on=2026-03-03"' in now and "Eda came." in now
    assert (
        "<p>Ada.</p>" in then and 'These are old words, of <time datetime="2026-03-03">' in then and "noindex" in then
    )
    for day in ("2026-03-02", "2199-01-01", "soon", "%00"):
        read(client, f"{place}?on={day}", status=404)


def test_the_day_of_a_moment_is_that_of_the_sites_clock():
    late = datetime(2026, 3, 3, 22, tzinfo=UTC)
    drawn = Template("{% load marks %}{{ late|day }}")
    with timezone.override(make.TOKYO):
        assert 'datetime="2026-03-04"' in drawn.render(Context({"late": late}))
    assert 'datetime="2026-03-03"' in drawn.render(Context({"late": late}))


def test_a_page_of_an_editor_comes_moves_and_goes_with_a_reason(client, editor):
    draft = make.a_page("Advertising", published=False)
    read(client, draft.get_absolute_url(), status=404)
    assert "advertising/" not in read(client, "/about/")
    draft.publish()
    assert 'href="/about/advertising/"' in read(client, "/about/")
    sent(client, address(Page, "change", draft.pk), "title", slug="adverts")
    assert client.get("/about/advertising/")["Location"] == "/about/adverts/"
    assert client.get("/about/about/")["Location"] == "/about/"

    sent(client, address(Page, "remove", draft.pk), "reason", reason="We have none.")
    assert "We have none." in read(client, "/about/adverts/", status=410)
    assert "adverts" not in read(client, "/about/")
    draft.refresh_from_db()
    with pytest.raises(ValidationError, match="put it back first"):
        draft.publish()


def test_what_the_foot_of_every_page_leads_to_neither_moves_nor_goes(client, editor):
    page = Page.objects.get(slug="privacy")
    form = read(client, address(Page, "change", page.pk))
    assert 'name="slug"' not in form and "/remove/" not in form
    assert client.get(address(Page, "remove", page.pk)).status_code == 403
    for refused in (lambda: page.readdress("secrets"), lambda: page.remove("x"), page.delete):
        with pytest.raises(ValidationError):
            refused()
    with pytest.raises(ValidationError):
        make.a_page("Other").readdress("privacy")
    with pytest.raises(IntegrityError), transaction.atomic():
        Page.objects.filter(pk=page.pk).update(removed_at=MAY)
    # Nor is what readers saw deleted.
    with pytest.raises(ValidationError):
        make.a_page("Yet another").delete()


def test_words_are_filled_in_and_nothing_gets_into_a_tag(settings):
    settings.SITE_NAME = "Salt & <b>Road</b>"

    shown = for_readers('<p>{site}: {mail}</p><p><a href="/x{mail}{site}">[[a]]</a></p><p>[[b, <em>c</em>]]</p>')

    assert shown == (
        '<p>Salt &amp; &lt;b&gt;Road&lt;/b&gt;: <a href="mailto:desk@example.org">desk@example.org</a></p>'
        '<p><a href="/x{mail}{site}"><b>The newsroom still owes these words:</b> a</a></p>'
        '<p class="owed"><b>The newsroom still owes these words:</b> b, <em>c</em></p>'
    )


def test_an_editor_drafts_and_a_chief_editor_publishes(client):
    page = make.a_page()
    for role, codes in {"writer": (200, 403), "editor": (200, 403), "chief editor": (200, 200)}.items():
        user = make.a_user()
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        codes_now = [client.get(address(Page, name, page.pk)).status_code for name in ("change", "publish")]
        assert tuple(codes_now) == codes
        assert ('name="_save"' in read(client, address(Page, "change", page.pk))) == (role != "writer")


def test_where_a_page_is_used_are_the_texts_that_link_to_it(client, editor):
    page = make.a_page("Money")
    make.an_article("It pays", text='<p><a href="/about/money/">Money</a></p>')
    make.a_page("Friends", text='<p><a href="/about/money/">Money</a></p>')

    used = read(client, address(Page, "where_used", page.pk))

    assert "Articles that link to it (1)" in used and "It pays" in used
    assert "Pages of the site that link to it (1)" in used and "Friends" in used
    assert dead_links.dead(["/about/money/", "/about/no-money/"], base="/", at=datetime.now(UTC)) == {
        "/about/no-money/"
    }


def test_a_revision_says_what_was_published_whatever_becomes_of_the_draft():
    page = make.a_page(text="<p>One.</p>")
    Page.objects.update(text="<p>Two.</p>", title="x")
    assert PageRevision.objects.get(page=page).text == "<p>One.</p>"
    assert page.shown().says()["title"] == "Who we are"
