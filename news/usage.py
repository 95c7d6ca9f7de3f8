"""Which articles use a thing of the catalog: those that readers see or will see need it."""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.usage import register_need, register_rows
from news.models import Article, Author, Link, Revision

# By model, the ways from a link of a revision to it.
PATHS = {
    "series": ["series", "season__series"],
    "season": ["season"],
    "person": ["person", "quote__speaker"],
    "image": ["image"],
    "video": ["video"],
    "quote": ["quote"],
    "fact": ["fact"],
    "network": ["network"],
    "genre": ["genre"],
    "source": ["quote__source", "fact__source", "update__source"],
}


def _articles(model_name: str, obj, revisions):
    """The articles of which such a revision refers to a thing, latest first."""
    leads_there = Q(pk__in=[])
    for way in PATHS[model_name]:
        leads_there |= Q(**{way: obj})
    links = Link.objects.filter(leads_there, revision__in=revisions).order_by()
    return Article.objects.filter(pk__in=links.values("revision__article"))


def articles_that_need(model_name: str, obj):
    """Those of which a revision that readers see, or will see, refers to a thing."""
    return _articles(model_name, obj, Revision.objects.filter(live_until__gt=timezone.now()))


def articles_that_mention(model_name: str, obj):
    """The others of which a draft or an earlier revision refers to it."""
    return _articles(model_name, obj, Revision.objects.all()).exclude(
        Exists(articles_that_need(model_name, obj).filter(pk=OuterRef("pk")))
    )


def register() -> None:
    def way(words, name):
        return lambda obj: words(name, obj)

    for name in PATHS:
        register_rows(name, _("Articles, live or scheduled"), way(articles_that_need, name))
        register_rows(name, _("Articles, in drafts or earlier revisions"), way(articles_that_mention, name))
        register_need(name, way(articles_that_need, name))
    register_rows("image", _("Portraits of authors"), lambda image: Author.objects.filter(photo=image))
