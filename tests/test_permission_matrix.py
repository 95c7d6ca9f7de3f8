"""Which role may look at, and send to, each address of the admin: all that the URLconf has, against a table."""

import logging
from datetime import date
from uuid import uuid4

import pytest
from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import AnonymousUser, Group
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import URLResolver, reverse
from django.utils import timezone

from catalog.admin.base import CatalogAdmin
from catalog.admin.guarding import Guarded
from catalog.models import AuditEntry, Forecast, Spreadsheet, Unsaved, Work
from news.admin.acts import ArticleActs
from news.admin.articles import ArticleAdmin
from news.models import Article, Correction, Erasure
from showsite.models import Ping, Redirect
from tests import make
from tests.admin_pages import address, filled_form

# By the letter that stands for it in the table.
ROLES = {
    "a": None,
    "w": "writer",
    "e": "editor",
    "c": "catalog editor",
    "h": "chief editor",
    "s": "superuser",
}
# Name of the address, who is let in by GET, and who by POST. Articles are somebody else's; with "own" before the name
# the asking user has begun it.
TABLE = """
app_list                         wechs   wechs
auth_group_add                   s       s
auth_group_change                hs      s
auth_group_changelist            hs      hs
auth_group_delete                s       s
auth_group_history               hs      hs
auth_user_add                    hs      hs
auth_user_change                 hs      hs
auth_user_changelist             hs      hs
auth_user_delete                 s       s
auth_user_history                hs      hs
auth_user_password_change        hs      hs
autocomplete                     wechs   -
catalog_auditentry_add           -       -
catalog_auditentry_change        wechs   wechs
catalog_auditentry_changelist    chs     chs
catalog_auditentry_delete        -       -
catalog_auditentry_history       chs     chs
catalog_department_add           chs     chs
catalog_department_change        wechs   chs
catalog_department_changelist    wechs   wechs
catalog_department_delete        chs     chs
catalog_department_export        wechs   wechs
catalog_department_history       wechs   wechs
catalog_department_undo          chs     chs
catalog_fact_add                 chs     chs
catalog_fact_change              wechs   chs
catalog_fact_changelist          wechs   wechs
catalog_fact_delete              chs     chs
catalog_fact_export              wechs   wechs
catalog_fact_history             wechs   wechs
catalog_fact_put_back            chs     chs
catalog_fact_remove              chs     chs
catalog_fact_undo                chs     chs
catalog_fact_where_used          wechs   wechs
catalog_forecast_add             chs     chs
catalog_forecast_change          wechs   chs
catalog_forecast_changelist      wechs   wechs
catalog_forecast_delete          chs     chs
catalog_forecast_export          wechs   wechs
catalog_forecast_history         wechs   wechs
catalog_forecast_undo            chs     chs
catalog_genre_add                chs     chs
catalog_genre_change             wechs   chs
catalog_genre_changelist         wechs   wechs
catalog_genre_delete             chs     chs
catalog_genre_export             wechs   wechs
catalog_genre_history            wechs   wechs
catalog_genre_undo               chs     chs
catalog_genre_where_used         wechs   wechs
catalog_image_add                wechs   wechs
catalog_image_change             wechs   chs
catalog_image_changelist         wechs   wechs
catalog_image_delete             chs     chs
catalog_image_export             wechs   wechs
catalog_image_history            wechs   wechs
catalog_image_put_back           chs     chs
catalog_image_remove             chs     chs
catalog_image_replace            chs     chs
catalog_image_undo               chs     chs
catalog_image_where_used         wechs   wechs
catalog_job_add                  chs     chs
catalog_job_change               wechs   chs
catalog_job_changelist           wechs   wechs
catalog_job_delete               chs     chs
catalog_job_export               wechs   wechs
catalog_job_history              wechs   wechs
catalog_job_undo                 chs     chs
catalog_network_add              chs     chs
catalog_network_change           wechs   chs
catalog_network_changelist       wechs   wechs
catalog_network_delete           chs     chs
catalog_network_export           wechs   wechs
catalog_network_history          wechs   wechs
catalog_network_undo             chs     chs
catalog_network_where_used       wechs   wechs
catalog_person_add               chs     chs
catalog_person_change            wechs   chs
catalog_person_changelist        wechs   wechs
catalog_person_delete            hs      hs
catalog_person_export            wechs   wechs
catalog_person_history           wechs   wechs
catalog_person_merge             hs      hs
catalog_person_part              hs      hs
catalog_person_put_back          hs      hs
catalog_person_remove            hs      hs
catalog_person_undo              chs     chs
catalog_person_where_used        wechs   wechs
catalog_quote_add                chs     chs
catalog_quote_change             wechs   chs
catalog_quote_changelist         wechs   wechs
catalog_quote_delete             chs     chs
catalog_quote_export             wechs   wechs
catalog_quote_history            wechs   wechs
catalog_quote_put_back           chs     chs
catalog_quote_remove             chs     chs
catalog_quote_undo               chs     chs
catalog_quote_where_used         wechs   wechs
catalog_rating_add               chs     chs
catalog_rating_change            wechs   chs
catalog_rating_changelist        wechs   wechs
catalog_rating_delete            chs     chs
catalog_rating_export            wechs   wechs
catalog_rating_history           wechs   wechs
catalog_rating_undo              chs     chs
catalog_season_add               chs     chs
catalog_season_bulk              chs     chs
catalog_season_change            wechs   chs
catalog_season_changelist        wechs   wechs
catalog_season_delete            chs     chs
catalog_season_export            wechs   wechs
catalog_season_history           wechs   wechs
catalog_season_paste             chs     chs
catalog_season_record            chs     chs
catalog_season_still_undecided   chs     chs
catalog_season_undo              chs     chs
catalog_series_add               chs     chs
catalog_series_bulk              chs     chs
catalog_series_change            wechs   chs
catalog_series_changelist        wechs   wechs
catalog_series_delete            chs     chs
catalog_series_export            wechs   wechs
catalog_series_history           wechs   wechs
catalog_series_publish_now       chs     chs
catalog_series_put_back          chs     chs
catalog_series_remove            chs     chs
catalog_series_undo              chs     chs
catalog_series_where_used        wechs   wechs
catalog_source_add               chs     chs
catalog_source_change            wechs   chs
catalog_source_changelist        wechs   wechs
catalog_source_delete            chs     chs
catalog_source_export            wechs   wechs
catalog_source_history           wechs   wechs
catalog_source_known             wechs   -
catalog_source_undo              chs     chs
catalog_source_where_used        wechs   wechs
catalog_spreadsheet_add          chs     chs
catalog_spreadsheet_change       chs     chs
catalog_spreadsheet_changelist   chs     chs
catalog_spreadsheet_delete       chs     chs
catalog_spreadsheet_example      wechs   wechs
catalog_spreadsheet_export       chs     chs
catalog_spreadsheet_history      chs     chs
catalog_spreadsheet_undo         -       -
catalog_statusupdate_add         -       -
catalog_statusupdate_change      wechs   -
catalog_statusupdate_changelist  wechs   wechs
catalog_statusupdate_delete      -       -
catalog_statusupdate_discard     chs     chs
catalog_statusupdate_export      wechs   wechs
catalog_statusupdate_history     wechs   wechs
catalog_statusupdate_hold        chs     chs
catalog_statusupdate_mend        chs     chs
catalog_statusupdate_reading     wechs   -
catalog_statusupdate_retract     chs     chs
catalog_statusupdate_reveal      chs     chs
catalog_statusupdate_undo        -       -
catalog_unsaved_add              -       -
catalog_unsaved_change           wechs   -
catalog_unsaved_changelist       wechs   wechs
catalog_unsaved_delete           -       -
catalog_unsaved_history          wechs   wechs
catalog_unsaved_keep             -       wechs
catalog_unsaved_leave            -       wechs
catalog_video_add                chs     chs
catalog_video_change             wechs   chs
catalog_video_changelist         wechs   wechs
catalog_video_delete             chs     chs
catalog_video_export             wechs   wechs
catalog_video_history            wechs   wechs
catalog_video_put_back           chs     chs
catalog_video_remove             chs     chs
catalog_video_undo               chs     chs
catalog_video_where_used         wechs   wechs
catalog_work_add                 chs     chs
catalog_work_change              wechs   chs
catalog_work_changelist          wechs   wechs
catalog_work_delete              chs     chs
catalog_work_export              wechs   wechs
catalog_work_history             wechs   wechs
catalog_work_merge               chs     chs
catalog_work_part                chs     chs
catalog_work_undo                chs     chs
catalog_work_where_used          wechs   wechs
desk_dismiss                     -       wehs
desk_list                        wechs   -
desk_take_up                     -       wehs
index                            wechs   wechs
jsi18n                           wechs   -
login                            awechs  awechs
logout                           a       awechs
news_article_add                 wehs    wehs
news_article_change              wechs   ehs
news_article_changelist          wechs   wechs
news_article_compare             wechs   wechs
news_article_correct             ehs     ehs
news_article_delete              hs      hs
news_article_embargo             wechs   -
news_article_erase               hs      hs
news_article_export              wechs   wechs
news_article_hand_over           ehs     ehs
news_article_history             wechs   wechs
news_article_link_targets        wechs   wechs
news_article_name                -       ehs
news_article_note                -       ehs
news_article_notes               wechs   wechs
news_article_preview             wechs   -
news_article_preview_frame       wechs   -
news_article_publish             ehs     ehs
news_article_receipt             wechs   -
news_article_reschedule          ehs     ehs
news_article_restore             ehs     ehs
news_article_revoke              -       ehs
news_article_shares              wechs   ehs
news_article_still_true          ehs     ehs
news_article_unannounced         wechs   -
news_article_undo                -       -
news_article_undo_publish        ehs     ehs
news_article_unschedule          ehs     ehs
news_article_withdraw            hs      hs
news_article_write               wehs    wehs
news_author_add                  ehs     ehs
news_author_change               wechs   ehs
news_author_changelist           wechs   wechs
news_author_delete               hs      hs
news_author_export               wechs   wechs
news_author_history              wechs   wechs
news_author_undo                 ehs     ehs
news_correction_add              -       -
news_correction_change           wechs   -
news_correction_changelist       wechs   wechs
news_correction_delete           -       -
news_correction_export           wechs   wechs
news_correction_history          wechs   wechs
news_correction_undo             -       -
news_erasure_add                 -       -
news_erasure_change              wechs   -
news_erasure_changelist          wechs   wechs
news_erasure_delete              -       -
news_erasure_history             wechs   wechs
own:news_article_change          wechs   wehs
own:news_article_compare         wechs   wechs
own:news_article_correct         ehs     ehs
own:news_article_delete          hs      hs
own:news_article_embargo         wechs   -
own:news_article_erase           hs      hs
own:news_article_hand_over       wehs    wehs
own:news_article_history         wechs   wechs
own:news_article_name            -       wehs
own:news_article_note            -       wehs
own:news_article_notes           wechs   wechs
own:news_article_preview         wechs   -
own:news_article_preview_frame   wechs   -
own:news_article_publish         ehs     ehs
own:news_article_receipt         wechs   -
own:news_article_reschedule      ehs     ehs
own:news_article_restore         wehs    wehs
own:news_article_revoke          -       wehs
own:news_article_shares          wechs   wehs
own:news_article_still_true      ehs     ehs
own:news_article_undo            -       -
own:news_article_undo_publish    ehs     ehs
own:news_article_unschedule      ehs     ehs
own:news_article_withdraw        hs      hs
password_change                  wechs   wechs
password_change_done             wechs   -
preferences                      wechs   wechs
showsite_page_add                ehs     ehs
showsite_page_change             wechs   ehs
showsite_page_changelist         wechs   wechs
showsite_page_delete             hs      hs
showsite_page_export             wechs   wechs
showsite_page_history            wechs   wechs
showsite_page_preview            wechs   -
showsite_page_publish            hs      hs
showsite_page_put_back           hs      hs
showsite_page_remove             hs      hs
showsite_page_undo               ehs     ehs
showsite_page_where_used         wechs   wechs
showsite_ping_add                -       -
showsite_ping_change             hs      -
showsite_ping_changelist         hs      hs
showsite_ping_delete             -       -
showsite_ping_history            hs      hs
showsite_redirect_add            ehs     ehs
showsite_redirect_change         wechs   ehs
showsite_redirect_changelist     wechs   wechs
showsite_redirect_delete         ehs     ehs
showsite_redirect_export         wechs   wechs
showsite_redirect_history        wechs   wechs
showsite_redirect_undo           ehs     ehs
take_everything                  hs      hs
view_on_site                     wechs   wechs
"""
PUBLISHING = ["publish", "undo_publish", "correct", "still_true", "reschedule", "unschedule", "withdraw", "erase"]
QUERIES = {
    "autocomplete": {"app_label": "catalog", "model_name": "castcredit", "field_name": "person"},
    "news_article_unannounced": {"app_label": "news", "model_name": "article", "field_name": "announces"},
}
ACTS = {"season": "check_selected", "series": "publish_selected"}


def addresses(patterns=None):
    """Each named address of the admin, as name and the names of its places."""
    for pattern in admin.site.urls[0] if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name, [*pattern.pattern.regex.groupindex]


def model_of(name):
    """The model whose address it is, if it is one's."""
    labels = {f"{model._meta.app_label}_{model._meta.model_name}": model for model in admin.site._registry}
    return next((model for label, model in labels.items() if name.startswith(f"{label}_")), None)


def people():
    users = {}
    for letter, role in ROLES.items():
        if role:
            users[letter] = make.an_editor() if role == "superuser" else make.a_user()
            if role != "superuser":
                users[letter].groups.add(Group.objects.get(name=role))
    return users


def a_thing_of_each_kind():
    """By model one of it."""
    editor, season, image = make.an_editor(), make.a_season(), make.an_image()
    update = make.an_update(season)
    article = make.a_published_article("Theirs", about=season, by=editor, created_by=editor)
    things = [
        *[season, season.series, image, update, update.source, article, article.authors.get()],
        *[make.a_network(), make.a_genre(), make.a_job(), make.a_job("Grip").department, make.a_person()],
        *[make.a_rating(season.series), make.a_quote(season), make.a_fact(season), make.a_video(season.series)],
        Work.objects.create(title="Salt", year=2020),
        Forecast.objects.create(
            season=season, outlook="likely", reason="x", given_on=date(2026, 1, 1), given_by=editor
        ),
        Spreadsheet.objects.create(kind="people", name="people.csv", text="name\nAda\n"),
        Unsaved.objects.create(user=editor, form="/admin/", opened=uuid4(), counter=1, body="title=x"),
        AuditEntry.objects.write(season, AuditEntry.Action.CHANGED, by=editor, note="x"),
        Erasure.objects.create(article_uuid=uuid4(), article_key=10**9, reason="A court."),
        Correction.objects.create(article=article, revision=article.revisions.get(), kind="typo", text="x"),
        Group.objects.create(name="Night shift"),
        make.a_page(),
        Ping.objects.create(topic="https://a.example/feed", changed_by=timezone.now(), next_try_at=timezone.now()),
        Redirect.objects.create(old_path="/old/", target="/calendar/"),
        make.a_user(),
    ]
    assert {type(thing) for thing in things} == set(admin.site._registry)
    return {type(thing): thing for thing in things}


def place(name, places, things):
    """An address with its places filled in."""
    model = model_of(name)
    thing = things.get(model)
    values = {
        "object_id": thing and thing.pk,
        "id": thing and thing.pk,
        "pk": thing and thing.pk,
        "form": "csv",
        "entry": 1,
        "number": 1,
        "note": model is Article and thing.notes.get().pk,
        "key": 1,
        "slug": "leads",
        "kind": "people",
        "app_label": "catalog",
        "act": model and ACTS.get(model._meta.model_name),
    }
    if name == "view_on_site":
        series = next(thing for thing in things.values() if thing._meta.model_name == "series")
        values = {"content_type_id": ContentType.objects.get_for_model(series).pk, "object_id": series.pk}
    return reverse(f"admin:{name}", kwargs={place: values[place] for place in places})


def is_let_in(client, method, page, data=None):
    """Whether somebody is refused; what they do is undone."""
    try:
        with transaction.atomic():
            response = getattr(client, method)(page, data or {})
            transaction.set_rollback(True)
    except LetIn:
        return True
    asked_to_log_in = response.status_code == 302 and response.headers["Location"].startswith(reverse("admin:login"))
    return not asked_to_log_in and response.status_code not in {401, 403, 405}


class LetIn(Exception):
    """A view has asked nobody to leave, and begins with its work."""


def let_in(*args, **kwargs):
    raise LetIn


@pytest.fixture
def doing_nothing(monkeypatch):
    """Views end where their work begins. Who begins it before asking lets in more than the table says."""
    monkeypatch.setattr(Guarded, "guarded", False)
    monkeypatch.setattr(ModelAdmin, "get_form", let_in)
    monkeypatch.setattr(ModelAdmin, "get_changelist_instance", let_in)
    monkeypatch.setattr(admin.site, "each_context", lambda request: {})
    monkeypatch.setattr(CatalogAdmin, "act_form", let_in)
    monkeypatch.setattr(ArticleActs, "act_form", let_in)
    work = ["news.admin.readings.embargo_check", "news.admin.readings.receipt", "news.desk.pages.laid_out"]
    for place_of_it in [
        *work,
        "catalog.admin.usage.uses_of",
        "catalog.admin.deleting.refusals",
        "news.stories.preview",
    ]:
        monkeypatch.setattr(place_of_it, let_in)
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)


def what_each_may(monkeypatch, users, things, own):
    """By address the letters of those who are let in, by GET and by POST."""
    found: dict[str, list[str]] = {}
    for letter in ROLES:
        client, user = Client(), users.get(letter)
        # The rights of a user are asked for once, and not at each of some three thousand requests.
        monkeypatch.setattr(
            "django.contrib.auth.middleware.get_user", lambda request, user=user: user or AnonymousUser()
        )
        for name, places in addresses():
            owned = {name: things}
            if user and model_of(name) is Article and "object_id" in places:
                owned[f"own:{name}"] = things | {Article: own[letter]}
            for line, reached in owned.items():
                letters = found.setdefault(line, ["", ""])
                filled = place(name, places, reached)
                for number, method in enumerate(["get", "post"]):
                    query = QUERIES.get(name) if method == "get" else None
                    if is_let_in(client, method, filled, query):
                        letters[number] += letter * (letter not in letters[number])
    return found


def test_each_role_on_every_address_of_the_admin(db, doing_nothing, monkeypatch):
    users, things = people(), a_thing_of_each_kind()
    season = things[Article].subjects.get().season
    own = {
        letter: make.a_published_article(f"By {letter}", about=season, by=user, created_by=user)
        for letter, user in users.items()
    }

    for article in (things[Article], *own.values()):
        article.notes.create(text="x", token=uuid4(), noted_by=make.a_user())

    found = what_each_may(monkeypatch, users, things, own)

    said = {line.split()[0]: line for line in TABLE.strip().splitlines()}
    lines = {name: " ".join([name, *(letters or "-" for letters in both)]) for name, both in sorted(found.items())}
    wrong = [line for name, line in lines.items() if " ".join(said.get(name, "").split()) != line]
    assert not wrong, "what the table has to say, should it be meant:\n" + "\n".join(wrong)
    assert said.keys() == lines.keys()


@pytest.mark.parametrize("role", ["writer", "catalog editor"])
def test_a_full_form_that_is_forged_publishes_nothing(client, db, role):
    forger, editor = make.a_user(), make.an_editor()
    forger.groups.add(Group.objects.get(name=role))
    article = make.a_published_article(at=timezone.now(), by=editor, created_by=forger)
    article.publish(by=editor, version=article.version, at=timezone.now() + make.DAY)
    before = list(article.revisions.values_list("pk", "live_from", "live_until"))
    client.force_login(editor)
    forms, typed = {}, {"reason": "x", "when": "now", "confirmation": article.slug, "text": "x"}
    for name in PUBLISHING:
        shown = client.get(address(Article, name, article.pk))
        empty = {"version": str(article.version)}
        forms[name] = (filled_form(shown, "version") if shown.status_code == 200 else empty) | typed
    client.force_login(forger)

    answers = {name: client.post(address(Article, name, article.pk), form).status_code for name, form in forms.items()}

    assert answers == dict.fromkeys(PUBLISHING, 403)
    assert list(article.revisions.values_list("pk", "live_from", "live_until")) == before
    client.force_login(editor)
    # The very same forms, from who may.
    assert all(client.post(address(Article, name, article.pk), forms[name]).status_code != 403 for name in ["publish"])


def test_every_act_of_an_article_that_reaches_readers_is_among_those_tried():
    assert {*PUBLISHING, "restore", "hand_over"} == {*ArticleAdmin.acts}
