"""What keeps people out of the admin's pages, as axe finds it, in light and in dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import reverse

from tests import make
from tests.world import World

# Only what is serious, and all of it where colours are concerned, which are the only difference of the dark.
LIGHT = {"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
DARK = {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}

# What cannot be pressed now may be pale.
CONTEXT = {"exclude": [[".prose-menubar__button.disabled"]]}


def pages(world, article):
    """The addresses of our pages in the admin, by the names of the URLconf."""
    season, series, person = [world.season.pk], [world.series.pk], [world.ada.pk]
    story, own = [article.pk], make.a_page(published=False, text="<p>[[Who?]]</p>")
    named = {
        "index": [],
        "catalog_series_changelist": [],
        "catalog_series_change": series,
        "catalog_season_change": season,
        "catalog_season_record": season,
        "catalog_season_paste": season,
        "catalog_person_change": person,
        "catalog_person_merge": person,
        "catalog_image_changelist": [],
        "catalog_image_change": [world.image.pk],
        "catalog_auditentry_changelist": [],
        "news_article_changelist": [],
        "news_article_add": [],
        "news_article_change": story,
        "news_article_history": story,
        "news_article_publish": story,
        "news_article_correct": story,
        "news_article_embargo": story,
        "news_article_receipt": [*story, 1],
        "news_article_preview_frame": story,
        "news_article_shares": story,
        "showsite_page_changelist": [],
        "showsite_page_change": [own.pk],
        "showsite_page_publish": [own.pk],
    }
    login = ["account_reauthenticate", "account_change_password", "mfa_index", "mfa_list_webauthn"]
    return [
        *(reverse(f"admin:{name}", args=args) for name, args in named.items()),
        *(reverse(name) for name in login),
    ]


@pytest.mark.django_db(transaction=True)
def test_nothing_serious_keeps_people_out_of_the_admin(page, live_server, client):
    world = World()
    world.fill(1)
    article = make.a_published_article(about=world.season, authors=[world.author], by=world.editor)
    client.force_login(world.editor)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    axe, found = Axe(), []

    for address in pages(world, article):
        page.emulate_media(color_scheme="light")
        page.goto(live_server.url + address)
        for scheme, options in (("light", LIGHT), ("dark", DARK)):
            page.emulate_media(color_scheme=scheme)
            # Colours fade into each other: they are looked at when they have.
            page.evaluate("for (const fading of document.getAnimations()) fading.finish()")
            found += [
                f"{address} in the {scheme}: {rule['id']}, {node['html'][:200]}"
                for rule in axe.run(page, context=CONTEXT, options=options).response["violations"]
                if rule["impact"] in {"serious", "critical"}
                for node in rule["nodes"]
            ]

    assert not found, "\n".join(found)
