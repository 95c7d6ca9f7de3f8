"""Pages, the way to them, and lists."""

from collections.abc import Iterable

from django.utils.translation import get_language

from catalog.models import Network
from catalog.web_addresses import absolute
from showsite.graphs.nodes import Node, address, node, ref
from showsite.heads import Head

# A list names so many of what stands on it: search engines follow its links anyway.
LISTED = 20


def website_id() -> str:
    return absolute("/#website")


def publisher_id() -> str:
    return absolute("/#organization")


def page_nodes(head: Head, type: str = "WebPage", *, main: str = "", about: str = "", **more) -> list[Node]:
    """A page and the way to it; `main` is the id of what it is about, `about` of what its list has in common."""
    page = node(
        type,
        head.address,
        url=head.address,
        name=head.title,
        description=head.description,
        inLanguage=get_language(),
        isPartOf=ref(website_id()),
        mainEntity=main and ref(main),
        about=about and ref(about),
        breadcrumb=head.crumbs and ref(_crumbs_id(head)),
        **more,
    )
    return [page, *_crumbs(head)]


def list_nodes(head: Head, rows: Iterable, network: Network | None = None) -> list[Node]:
    """A page with a list of things that have pages, in its order; maybe of the series of a network."""
    main = f"{head.address}#list"
    listed = list(rows)[:LISTED]
    items = [
        node("ListItem", position=place, name=str(getattr(row, "title", row)), url=address(row))
        for place, row in enumerate(listed, 1)
    ]
    found = [node("ItemList", main, itemListElement=items)] if items else []
    about = ""
    if network:
        about = f"{address(network)}#network"
        found.append(
            node("Organization", about, name=network.name, url=address(network), sameAs=network.official_site)
        )
    return [*page_nodes(head, "CollectionPage", main=main if items else "", about=about), *found]


def _crumbs_id(head):
    return f"{head.address}#crumbs"


def _crumbs(head):
    """The crumbs as they can be seen."""
    if not head.crumbs:
        return
    steps = [
        node("ListItem", position=place, name=crumb.name, item=crumb.path and ref(absolute(crumb.path)))
        for place, crumb in enumerate(head.crumbs, 1)
    ]
    yield node("BreadcrumbList", _crumbs_id(head)) | {"itemListElement": steps}
