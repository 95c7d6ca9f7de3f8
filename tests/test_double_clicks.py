"""A button that is clicked twice does its deed once, and the second answer says something: every act of the admin."""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.messages import get_messages
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from catalog.axes import Decision
from catalog.models import AuditEntry, Presence, Unsaved, Work
from tests import make
from tests.admin_pages import filled_form

LATER = {"when": "later", "at_0": "2099-03-01", "at_1": "09:00:00"}
REASON = {"reason": "A doubt."}


def rows():
    """All that the newsroom has but its log, which tells of each click, and who has what open."""
    models = [model for app in ("catalog", "news", "showsite") for model in apps.get_app_config(app).get_models()]
    kept = [model for model in models if model not in (AuditEntry, Unsaved, Presence)]
    return {model._meta.label: list(model._base_manager.order_by("pk").values_list()) for model in kept}


def merged(thing, other):
    thing.merge_into(other)
    return thing


def removed(thing):
    make.remove(thing)
    return thing


def embargoed(**fields):
    return make.an_update(make.a_season(), public_from=timezone.now() + make.DAY, **fields)


def scheduled():
    article = make.an_article()
    article.publish(by=make.an_editor(), version=article.version, at=timezone.now() + make.DAY)
    return article


def stale():
    season = make.a_season()
    article = make.an_article(about=season)
    article.claims.create(season=season, axis="decision", value="ordered")
    article.publish(by=make.an_editor(), version=article.version, override="It is so.")
    return article


def just_published():
    article = make.an_article()
    article.publish(by=make.an_editor(), version=article.version)
    return article


def undecided():
    season = make.a_season()
    make.an_update(season, decision=Decision.UNDECIDED)
    return season


QUOTE, FACT, VIDEO = (
    lambda: make.a_quote(make.a_season()),
    lambda: make.a_fact(make.a_season()),
    lambda: make.a_video(make.a_series()),
)
# By model and act: what it can be done to, and what is typed.
DEEDS = {
    "catalog.quote remove": (QUOTE, REASON),
    "catalog.quote put_back": (lambda: removed(QUOTE()), {}),
    "catalog.fact remove": (FACT, REASON),
    "catalog.fact put_back": (lambda: removed(FACT()), {}),
    "catalog.video remove": (VIDEO, REASON),
    "catalog.video put_back": (lambda: removed(VIDEO()), {}),
    "catalog.person merge": (make.a_person, {"into": lambda: make.a_person("Ada M.").pk, "_sure": "1"}),
    "catalog.person part": (lambda: merged(make.a_person(), make.a_person("Ada M.")), {}),
    "catalog.person remove": (make.a_person, REASON),
    "catalog.person put_back": (lambda: removed(make.a_person()), {}),
    "catalog.image remove": (make.an_image, REASON),
    "catalog.image put_back": (lambda: removed(make.an_image()), {}),
    "catalog.season still_undecided": (undecided, {}),
    "catalog.series publish_now": (lambda: make.a_series(hidden=True), {}),
    "catalog.series remove": (make.a_series, REASON),
    "catalog.series put_back": (lambda: removed(make.a_series()), {}),
    "catalog.statusupdate retract": (lambda: make.an_update(make.a_season()), REASON),
    "catalog.statusupdate mend": (lambda: make.an_update(make.a_season()), {"summary": "It said so."}),
    "catalog.statusupdate reveal": (embargoed, {"at_0": "", "at_1": ""}),
    "catalog.statusupdate hold": (embargoed, {}),
    "catalog.statusupdate discard": (embargoed, {}),
    "catalog.work merge": (
        lambda: Work.objects.create(title="Salt"),
        {"into": lambda: Work.objects.create(title="Salt, the film").pk, "_sure": "1"},
    ),
    "catalog.work part": (
        lambda: merged(Work.objects.create(title="Salt"), Work.objects.create(title="Salt, the film")),
        {},
    ),
    "showsite.page publish": (lambda: make.a_page(published=False), {"note": "", "version": "1"}),
    "showsite.page remove": (make.a_page, REASON),
    "showsite.page put_back": (lambda: removed(make.a_page()), {}),
    "news.article hand_over": (make.an_article, {"stage": "in_review", "word": "Look at it."}),
    "news.article publish": (make.an_article, {"when": "now", "material": "on"}),
    "news.article undo_publish": (just_published, {}),
    "news.article correct": (just_published, {"text": "A slip.", "kind": "typo", "lead": "Better.", "_sure": "1"}),
    "news.article still_true": (stale, {}),
    "news.article reschedule": (scheduled, LATER),
    "news.article unschedule": (scheduled, {}),
    "news.article withdraw": (just_published, REASON),
    "news.article restore": (just_published, {}),
    "news.article erase": (just_published, REASON | {"confirmation": "The Salt Road is renewed"}),
}
# A picture's file is sent by its own test: whoever sends the same file again replaces it by itself.
ELSEWHERE = {"catalog.image replace"}


def test_every_act_is_clicked_twice_below():
    acts = {
        f"{model._meta.label_lower} {name}"
        for model, pages in admin.site._registry.items()
        for name in getattr(pages, "acts", [])
    }

    assert acts == {*DEEDS, *ELSEWHERE}


def sent_twice(client, page, body):
    """The second answer, after the first has done something, and the second nothing."""
    logged = AuditEntry.objects.count()
    first = client.post(page, body)
    assert first.status_code == 302, re.findall("errorlist.*", first.content.decode())
    assert AuditEntry.objects.count() > logged
    before = rows()
    second = client.post(page, body)
    after = rows()
    assert after == before, {label for label in before if before[label] != after[label]}
    return second


def says_something(answer):
    """Whether an answer tells what became of a click: a message on the page that it leads to, or why it is refused."""
    if answer.status_code == 302:
        return bool(list(get_messages(answer.wsgi_request))) or "/erasure/" in answer.headers["Location"]
    return answer.status_code in {200, 409} and "errorlist" in answer.content.decode()


def body_for(client, page, typed):
    """The form of an act with what is typed; that of an article holds what it was when the page was opened."""
    typed = {name: value() if callable(value) else value for name, value in typed.items()}
    return filled_form(client.get(page), "version", **typed) if "/article/" in page else typed | {"_sure": "1"}


@pytest.mark.django_db
def test_every_act_is_done_once_however_often_its_button_is_clicked(client, editor):
    failed = {}
    for deed, (made, typed) in DEEDS.items():
        label, name = deed.split()
        with transaction.atomic():
            page = reverse(f"admin:{label.replace('.', '_')}_{name}", args=[made().pk])
            body = body_for(client, page, typed)
            try:
                with transaction.atomic():
                    second = sent_twice(client, page, body)
                    assert says_something(second), second
            except Exception as error:
                failed[deed] = f"{type(error).__name__}: {error}"[:700]
            transaction.set_rollback(True)

    assert not failed
