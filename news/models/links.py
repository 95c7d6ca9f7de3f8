"""What a revision refers to, as rows, so that "where is this used" is a query."""

from collections import defaultdict
from datetime import datetime

from django.db import models
from django.db.models import Exists, Max, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from catalog import models as catalog
from news.models.authors import Author
from news.models.revisions import Revision

TARGETS = [
    "series",
    "season",
    "person",
    "author",
    "image",
    "video",
    "quote",
    "fact",
    "update",
    "network",
    "genre",
]


class LinkQuerySet(models.QuerySet):
    def live(self, at: datetime | None = None):
        """What the live revisions refer to."""
        # Asked of each, so that a database begins with the few of a thing.
        return self.filter(Exists(Revision.objects.live(at).filter(pk=OuterRef("revision"))))

    def of(self, revisions):
        return self.filter(revision__in=revisions)

    def subjects(self):
        return self.filter(role__in=[Link.Role.PRIMARY, Link.Role.SUBJECT])

    def announcing(self):
        return self.filter(role=Link.Role.ANNOUNCES)

    def authors_announcing(self, updates) -> set[int]:
        """The keys of those who sign what announces one of some updates."""
        announcing = self.announcing().filter(update__in=updates)
        signed = Link.objects.filter(revision__in=announcing.values("revision"), author__isnull=False)
        return set(signed.order_by().values_list("author", flat=True))

    def for_page(self):
        """The subjects, the authors and what is announced, in order, with what the head of a page shows."""
        named = [Link.Role.PRIMARY, Link.Role.SUBJECT, Link.Role.AUTHOR, Link.Role.ANNOUNCES]
        return (
            self.filter(role__in=named)
            .select_related("author", "series", "season__series", "person__merged_into", "update__source")
            .order_by("order", "pk")
        )

    def by_revision(self, revisions) -> dict[int, list["Link"]]:
        """`for_page` of many revisions, by their primary keys."""
        grouped: dict[int, list[Link]] = defaultdict(list)
        for link in self.of(revisions).for_page():
            grouped[link.revision_id].append(link)
        return grouped

    def changed_at(self, at: datetime) -> datetime | None:
        """The latest moment until then at which something referred to was shown, removed, or lost its rights."""
        columns = [
            "image__rights_until",
            "image__removed_at",
            "video__removed_at",
            "video__poster__rights_until",
            "video__poster__removed_at",
            "quote__removed_at",
            "quote__speaker__removed_at",
            "series__published_at",
            "series__removed_at",
        ]
        moments = self.aggregate(**{name: Max(name, filter=Q(**{f"{name}__lte": at})) for name in columns})
        return max((moment for moment in moments.values() if moment), default=None)

    def targets(self) -> set[tuple[str, str, str]]:
        """What they lead to, but for what is only linked in the text: each by app, model and key."""
        shown = self.exclude(role=Link.Role.MENTION).order_by()
        found = set()
        for row in shown.values_list(*TARGETS).distinct():
            name, key = next((name, key) for name, key in zip(TARGETS, row, strict=True) if key)
            meta = getattr(Link, name).field.related_model._meta
            found.add((meta.app_label, str(meta.model_name), str(key)))
        return found

    def used(self, *path: str):
        """The primary keys of what is referred to: `used("quote", "speaker")` are those of the quoted people."""
        name = "__".join(path)
        return self.filter(**{f"{name}__isnull": False}).values(name)


def _to(model, on_delete=models.PROTECT) -> models.ForeignKey:
    return models.ForeignKey(model, on_delete=on_delete, null=True, related_name="links")


class Link(models.Model):
    """One thing that a revision refers to, and as what. A season as a subject is linked together with its series."""

    class Role(models.TextChoices):
        PRIMARY = "primary", _("Primary subject")
        SUBJECT = "subject", _("Subject")
        AUTHOR = "author", _("Author")
        HERO = "hero", _("Hero")
        BLOCK = "block", _("In a block")
        MENTION = "mention", _("Linked in the text")
        ANNOUNCES = "announces", _("Announces")

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="links")
    role = models.CharField(max_length=9, choices=Role)
    order = models.PositiveSmallIntegerField(default=0)
    series = _to(catalog.Series)
    season = _to(catalog.Season)
    person = _to(catalog.Person)
    author = _to(Author)
    image = _to(catalog.Image)
    video = _to(catalog.Video)
    quote = _to(catalog.Quote)
    fact = _to(catalog.Fact)
    # A private draft may be discarded, also when a draft of ours speaks of it.
    update = _to(catalog.StatusUpdate, on_delete=models.CASCADE)
    network = _to(catalog.Network)
    genre = _to(catalog.Genre)

    objects = LinkQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name, verbose_name_plural = _("link"), _("links")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    role__in=["primary", "subject", "author", "hero", "block", "mention", "announces"],
                ),
                name="link_role_known",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    *(Q(**{f"{name}__isnull": name != target for name in TARGETS}) for target in TARGETS),
                    _connector=Q.OR,
                ),
                name="link_leads_to_one_thing",
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()}: {self.target}"

    @property
    def target(self):
        """What it leads to."""
        return next(getattr(self, name) for name in TARGETS if getattr(self, f"{name}_id"))

    @property
    def key(self) -> tuple[str, str, int]:
        """Role, kind and primary key: two links with the same key say the same."""
        return next((self.role, name, pk) for name in TARGETS if (pk := getattr(self, f"{name}_id")))
