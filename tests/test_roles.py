"""Roles are groups that migrations make: whose drafts one may change, and whom one may manage."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.urls import reverse

from catalog.models import Person, Work
from news.admin.articles import ArticleAdmin
from news.granting import grant
from news.models import Article
from showsite.accounts import may_manage
from tests import make
from tests.admin_pages import address, confirmation, filled_form, sent

ROLES = ["writer", "editor", "catalog editor", "chief editor"]


def someone(role, **fields):
    user = make.a_user(**fields)
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def as_role(client, db):
    def log_in(role):
        user = someone(role)
        client.force_login(user)
        return user

    return log_in


# -- own drafts -----------------------------------------------------------------------------------------------------


def test_own_is_what_one_began_what_is_assigned_to_one_and_what_one_signs(db):
    writer, other = someone("writer"), someone("writer")
    make.an_article("Other", created_by=other)
    own = [
        make.an_article("Begun", created_by=writer),
        make.an_article("Assigned", created_by=other, assignee=writer),
        make.an_article("Signed", created_by=other, authors=[make.an_author(), make.an_author("I", user=writer)]),
    ]

    assert set(Article.objects.editable_by(writer)) == set(own)
    assert Article.objects.editable_by(someone("editor")).count() == 4


def test_a_writer_reads_the_draft_of_another_and_a_forged_form_makes_nobody_its_owner(client, as_role):
    writer = as_role("writer")
    article = make.an_article("Theirs", created_by=make.a_user())
    page = address(Article, "change", article.pk)
    client.force_login(make.an_editor())
    forged = filled_form(client.get(page), "title", title="Mine", assignee=str(writer.pk))
    client.force_login(writer)

    shown = client.get(page).content.decode()
    assert "Theirs" in shown and 'name="title"' not in shown and address(Article, "restore", article.pk) not in shown
    assert client.post(page, forged).status_code == 403
    article.refresh_from_db()
    assert (article.title, article.assignee) == ("Theirs", None)


def test_a_writer_writes_a_story_and_may_assign_it_to_a_colleague(client, as_role):
    writer, season = as_role("writer"), make.a_season()
    colleague = someone("writer", username="colleague")

    sent(client, reverse("admin:news_article_write") + f"?season={season.pk}", "token", title="My story")
    article = Article.objects.get()
    sent(client, address(Article, "change", article.pk), "title", lead="It goes on.")
    sent(client, address(Article, "hand_over", article.pk), "assignee", assignee=colleague.pk)

    article.refresh_from_db()
    assert (article.lead, article.created_by, article.assignee) == ("It goes on.", writer, colleague)


def test_blocks_go_into_an_article_that_is_being_begun_and_into_none_of_others(client, as_role):
    as_role("writer")
    theirs = make.an_article("Theirs", created_by=make.a_user())

    def takes_blocks(page):
        return '"allowChange": true' in client.get(page).text

    assert takes_blocks(address(Article, "add"))
    assert not takes_blocks(address(Article, "change", theirs.pk))


def test_selected_drafts_of_others_are_not_deleted(client, as_role):
    writer = as_role("writer")
    writer.user_permissions.add(Permission.objects.get(codename="delete_article"))
    mine, theirs = make.an_article("Mine", created_by=writer), make.an_article("Theirs")
    page = address(Article, "changelist")
    asked = {"action": "delete_selected"} | confirmation(mine, theirs)

    refused = client.post(page, asked | {"_selected_action": [mine.pk, theirs.pk]})
    client.post(page, asked | {"_selected_action": [mine.pk]})

    assert refused.status_code == 403 and list(Article.objects.all()) == [theirs]


# -- people ---------------------------------------------------------------------------------------------------------


def test_people_are_merged_by_chief_editors_and_works_by_those_of_the_catalog(client, as_role):
    one, other = make.a_person(), make.a_person("A. Marlow")
    work, twin = (Work.objects.create(title="Salt", year=2020), Work.objects.create(title="Salt!", year=2020))
    as_role("catalog editor")
    assert client.post(address(Person, "merge", other.pk), {"into": one.pk, "_sure": "1"}).status_code == 403
    chosen = {"action": "merge_selected", "_selected_action": [one.pk, other.pk]}
    assert "/merge/" not in client.post(address(Person, "changelist"), chosen).headers.get("Location", "")
    assert client.post(address(Work, "merge", twin.pk), {"into": work.pk, "_sure": "1"}).status_code == 302

    as_role("chief editor")
    assert client.post(address(Person, "merge", other.pk), {"into": one.pk, "_sure": "1"}).status_code == 302
    other.refresh_from_db()
    assert other.merged_into == one


# -- users ----------------------------------------------------------------------------------------------------------


def test_whom_one_may_manage(db):
    chief, root = someone("chief editor"), make.an_editor()
    beyond = make.a_user(is_active=False)
    beyond.user_permissions.add(Permission.objects.get(codename="delete_user"))

    assert all(may_manage(chief, someone(role)) for role in ROLES)
    assert may_manage(root, root) and may_manage(root, beyond)
    # Also while they are not active: setting "Active" would bring the right back.
    assert not may_manage(chief, root) and not may_manage(chief, beyond)
    assert not may_manage(someone("editor"), chief)


def test_nobody_takes_over_a_user_with_more_rights(client, as_role):
    chief, root = as_role("chief editor"), make.an_editor()
    chief.user_permissions.add(Permission.objects.get(codename="delete_user"))
    password = {"password1": "another secret 1", "password2": "another secret 1", "usable_password": "true"}

    for page, data in [
        (address(User, "change", root.pk), {"username": "mine"}),
        (reverse("admin:auth_user_password_change", args=[root.pk]), password),
        (address(User, "delete", root.pk), {"post": "yes"}),
        (address(User, "changelist"), {"action": "delete_selected", "_selected_action": [root.pk], "post": "yes"}),
    ]:
        assert client.post(page, data).status_code == 403, page
    root.refresh_from_db()
    assert root.check_password("open sesame") and root.username != "mine"


def test_a_forged_form_gives_nobody_a_right_that_its_sender_lacks(client, as_role):
    chief, user = as_role("chief editor"), someone("writer")
    power = Group.objects.create(name="power")
    power.permissions.add(Permission.objects.get(codename="delete_user"))
    right = Permission.objects.get(codename="delete_group")

    for target in (chief, user):
        page, groups = address(User, "change", target.pk), [group.pk for group in target.groups.all()]
        assert "power" not in client.get(page).content.decode()
        sent(client, page, "username", is_superuser="on", user_permissions=[right.pk], is_staff="on")
        refused = sent(client, page, "username", groups=[*groups, power.pk])
        assert "is not one of the available choices" in refused.content.decode()
        target.refresh_from_db()
        assert not target.is_superuser and not target.user_permissions.exists()
        assert [group.pk for group in target.groups.all()] == groups


def test_a_chief_editor_makes_a_writer(client, as_role):
    as_role("chief editor")
    secret = {"password1": "another secret 1", "password2": "another secret 1", "usable_password": "true"}
    client.post(address(User, "add"), {"username": "newcomer"} | secret)
    user = User.objects.get(username="newcomer")

    group = Group.objects.get(name="writer")
    sent(client, address(User, "change", user.pk), "username", is_staff="on", groups=[group.pk])

    user.refresh_from_db()
    assert user.is_staff and list(user.groups.all()) == [group]


# -- the migration --------------------------------------------------------------------------------------------------


def test_every_right_of_ours_belongs_to_some_role_or_to_no_page(db):
    """A new model or right is given to the roles by a migration of its own, with `grant`."""
    named = import_module("news.migrations.0003_roles").PARTS
    rows = {inline.model._meta.model_name for inline in ArticleAdmin.inlines}
    ours = Permission.objects.filter(content_type__app_label="catalog") | Permission.objects.filter(
        content_type__app_label="news", codename__endswith="_article"
    )
    held = Permission.objects.filter(group__name__in=ROLES)
    assert rows == set(named)
    assert not ours.exclude(pk__in=held.values("pk")).exists()


def test_a_right_that_does_not_exist_is_granted_to_nobody(db):
    with pytest.raises(LookupError):
        grant(apps, SimpleNamespace(connection=connection), "writer", "news.fly_article")
