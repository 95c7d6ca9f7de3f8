"""The site and who makes it. The front page says all of it, others refer to it there."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from catalog.web_addresses import absolute
from showsite.cards.facts import logo
from showsite.graphs.nodes import Node, node, ref
from showsite.graphs.pages import page_nodes, publisher_id, website_id
from showsite.heads import Head


def home_nodes(head: Head) -> list[Node]:
    return [*page_nodes(head, about=publisher_id()), website(), organization()]


def website() -> Node:
    search = node(
        "SearchAction",
        target=node("EntryPoint", urlTemplate=f"{absolute(reverse('search'))}?q={{search_term_string}}"),
    )
    return node(
        "WebSite",
        website_id(),
        name=settings.SITE_NAME,
        url=absolute("/"),
        inLanguage=get_language(),
        publisher=ref(publisher_id()),
        potentialAction=search | {"query-input": "required name=search_term_string"},
    )


def publisher() -> Node:
    """The newsroom, as short as a story needs it."""
    return node(
        "NewsMediaOrganization",
        publisher_id(),
        name=settings.SITE_NAME,
        url=absolute("/"),
        logo=absolute(logo().address),
    )


def organization() -> Node:
    """The newsroom with its rules, and where to reach it."""
    # Pages of the foot of every page: they are always there.
    standards, contact = absolute(reverse("page", args=["standards"])), absolute(reverse("page", args=["contact"]))
    return publisher() | node(
        "NewsMediaOrganization",
        publishingPrinciples=standards,
        ethicsPolicy=standards,
        correctionsPolicy=absolute(reverse("news:corrections")),
        contactPoint=node("ContactPoint", contactType="newsroom", email=settings.CONTACT_EMAIL, url=contact),
    )
