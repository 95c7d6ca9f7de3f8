"""Pictures as the newsroom keeps them: one row a picture, its words and rights, and the files cut from it."""

import uuid
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import BinaryIO, NamedTuple

import PIL.Image
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.validators import MaxValueValidator
from django.db import IntegrityError, models, transaction
from django.db.models import Case, Exists, OuterRef, Q, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog import pictures
from catalog.folding import search_name
from catalog.models.former_files import FormerFile
from catalog.models.removal import Removable, RemovableQuerySet
from catalog.models.searching import SearchQuerySet
from catalog.moments import FOREVER
from catalog.publicity import used_elsewhere

# Where a rendition is found on the site; the site's URLconf answers there.
ADDRESS = "/media/{address}/{width}x{height}.{extension}"
# The digits of an address that name the content; the four behind them say where the crop looks.
CONTENT_DIGITS = 32


class Rendition(NamedTuple):
    """One size of a picture: width and height in pixels, and its address by extension, best format first."""

    width: int
    height: int
    addresses: dict[str, str]


class ImageQuerySet(RemovableQuerySet, SearchQuerySet):
    def usable(self, at: datetime | None = None):
        """Those that may be shown: not removed, and the right to show them has not ended."""
        return self.present().filter(rights_until__gt=at or timezone.now())

    def for_addresses(self):
        """With no more than their addresses and terms need."""
        return self.only("address", "width", "height", "licence")

    def uncredited(self):
        """Those of which nobody says who made them."""
        return self.present().filter(credit="")

    def ending(self, at: datetime, until: datetime):
        """Those that may be shown at a moment, and not any more at a later one."""
        return self.present().filter(rights_until__gt=at, rights_until__lte=until)

    def public(self, at: datetime | None = None):
        """The usable ones that something public uses at a moment."""
        from catalog.models.people import Person
        from catalog.models.seasons import Season
        from catalog.models.series import Series
        from catalog.models.videos import Video

        at = at or timezone.now()
        shown = used_elsewhere("image", at)
        for users, field in (
            (Series.objects.public(at), "poster"),
            (Season.objects.public(at), "poster"),
            (Person.objects.public(at), "photo"),
            (Video.objects.public(at), "poster"),
        ):
            shown |= Q(Exists(users.filter(**{field: OuterRef("pk")})))
        return self.usable(at).filter(shown)

    def used(self):
        """Those that anything uses: public or not, here or in what is built above the catalog."""
        use = Q(pk__in=[])
        for relation in self.model._meta.related_objects:
            if relation.related_model is not FormerFile:
                rows = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
                use |= Q(Exists(rows))
        return self.filter(use)

    def unused(self):
        return self.exclude(pk__in=Image.objects.used())

    def used_in_drafts(self, at: datetime | None = None):
        """Those that something uses, and nothing public does."""
        return self.used().exclude(pk__in=Image.objects.public(at))

    def with_uses(self, at: datetime | None = None):
        """Each with `is_shown` to readers now, and `is_used` by anything."""
        itself = {"pk": OuterRef("pk")}
        return self.annotate(
            is_shown=Exists(Image.objects.public(at).filter(**itself)),
            is_used=Exists(Image.objects.used().filter(**itself)),
        )

    def undescribed(self):
        """Those without alternative text that are not said to need none."""
        return self.filter(alt="", decorative=False)

    def at_address(self, address: str):
        """The picture that an address names now, before one that it named until a file was replaced."""
        digits = address[:CONTENT_DIGITS]
        # A range, for SQLite has no index for prefixes. The digits are hexadecimal: "g" follows them all.
        within = {"content_hash__gte": digits, "content_hash__lt": f"{digits}g"}
        former = Q(pk__in=FormerFile.objects.filter(**within).values("image"))
        is_former = Case(When(**within, then=0), default=1)
        return self.filter(Q(**within) | former).order_by(is_former, "pk")

    def same_as(self, picture: PIL.Image.Image):
        """The picture with the same pixels as one just read, if it is here already: none or one."""
        return self.filter(content_hash=pictures.content_hash(pictures.master(picture)))

    def take(self, file: BinaryIO | File | PIL.Image.Image, *, by=None, **texts):
        """Keep a picture, from a file or already read, with all its renditions.

        What is here already, even removed, comes back as it is, texts and all. Raises pictures.UnreadablePicture.
        """
        picture = file if isinstance(file, PIL.Image.Image) else pictures.read(file)
        data = pictures.master(picture)
        known = self.filter(content_hash=pictures.content_hash(data)).first()
        if known:
            return known
        image = self._with_files(picture, data, uploaded_by=by, **texts)
        try:
            with transaction.atomic():
                image.save()
        except IntegrityError:
            # Somebody else took the same picture at this moment; or else a text broke a constraint.
            known = self.filter(content_hash=image.content_hash).first()
            if known is None:
                raise
            return known
        return image

    def develop(self, picture: PIL.Image.Image, *, by=None, **texts) -> "Image":
        """An unsaved row for a picture just read, with all its files made.

        It asks the database nothing, so that many can be developed side by side.
        """
        return self._with_files(picture, pictures.master(picture), uploaded_by=by, **texts)

    def _with_files(self, picture, data, **fields):
        digest = pictures.content_hash(data)
        image = self.model(
            content_hash=digest,
            file=f"masters/{digest[:2]}/{digest}.jpg",
            width=picture.width,
            height=picture.height,
            color=pictures.dominant_color(picture),
            **fields,
        )
        # Files first: a row never lacks its files, and files without a row harm nobody.
        storage = image.file.storage
        if not storage.exists(image.file.name):
            storage.save(image.file.name, ContentFile(data))
        image.address = image.current_address()
        image.make_renditions(picture)
        return image


class Image(Removable):
    """A picture. What is kept was encoded anew from the upload's pixels; readers only ever get renditions of it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.FileField(_("file"), upload_to="masters", max_length=120, editable=False)
    content_hash = models.CharField(max_length=64, unique=True, editable=False)
    address = models.CharField(max_length=CONTENT_DIGITS + 4, unique=True, editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    color = models.CharField(_("main colour"), max_length=7, editable=False)
    alt = models.CharField(
        _("alternative text"),
        max_length=500,
        blank=True,
        help_text=_("What the picture shows, for those who do not see it."),
    )
    decorative = models.BooleanField(
        _("decorative"), default=False, help_text=_("The picture says nothing that the text does not say.")
    )
    caption = models.CharField(_("caption"), max_length=500, blank=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=_("Who made it."))
    licence = models.CharField(_("licence"), max_length=200, blank=True, help_text=_("On what terms we may show it."))
    source_url = models.URLField(_("where it comes from"), max_length=500, blank=True)
    rights_until = models.DateTimeField(
        _("rights until"),
        default=FOREVER,
        help_text=_("From this moment on it is shown nowhere. The year 9999 means without end."),
    )
    focal_x = models.PositiveSmallIntegerField(
        _("focal point, from the left"),
        default=50,
        validators=[MaxValueValidator(100)],
        help_text=_("In percent. Crops keep this point in view."),
    )
    focal_y = models.PositiveSmallIntegerField(
        _("focal point, from the top"), default=50, validators=[MaxValueValidator(100)], help_text=_("In percent.")
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), default=timezone.now, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    search_name = models.TextField(editable=False, default="")
    # Its files and words are gone for good; that it was here is all that stays.
    erased_at = models.DateTimeField(_("erased at"), null=True, editable=False)

    # An article may have to be erased with its pictures, and the log never forgets a word.
    UNWORDED_IN_LOG = frozenset({"alt", "caption", "credit", "licence", "source_url", "removal_reason"})

    objects = ImageQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name, verbose_name_plural = _("picture"), _("pictures")
        indexes = [
            models.Index(fields=["rights_until"], name="image_by_end_of_rights"),
            models.Index(fields=["id"], name="image_without_credit", condition=Q(credit="", removed_at=None)),
        ]
        constraints = [
            # Neither is allowed while writing; publishing asks for one of the two (`described`).
            models.CheckConstraint(
                condition=Q(alt="") | Q(decorative=False), name="image_described_or_decorative_not_both"
            ),
            models.CheckConstraint(condition=Q(focal_x__lte=100, focal_y__lte=100), name="image_focal_point_inside"),
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="image_has_a_size"),
            models.CheckConstraint(
                condition=Q(removed_at=None, removal_reason="")
                | (Q(removed_at__isnull=False) & ~Q(removal_reason="")),
                name="image_removed_with_a_reason",
            ),
        ]

    def __str__(self):
        return self.alt or self.caption or self.credit or self.address[:8]

    @property
    def name_in_log(self) -> str:
        return str(self.uuid)

    def clean(self):
        if self.alt and self.decorative:
            raise ValidationError(
                {"decorative": _("A decorative picture has no alternative text: clear the one or the other.")}
            )

    def save(self, **kwargs):
        self.address = self.current_address()
        self.search_name = search_name(self.alt, self.caption, self.credit, self.licence)
        super().save(**kwargs)

    @property
    def described(self) -> bool:
        """Whether those who do not see it are told what it shows, or that they miss nothing."""
        return bool(self.alt) or self.decorative

    def is_usable(self, at: datetime | None = None) -> bool:
        """`usable` for one picture at hand."""
        return self.removed_at is None and self.rights_until > (at or timezone.now())

    def current_address(self) -> str:
        """36 hexadecimal digits: what is in the picture, and where its crops look. A new crop has a new address."""
        return f"{self.content_hash[:CONTENT_DIGITS]}{self.focal_x:02x}{self.focal_y:02x}"

    def renditions(self, shape: str, query: str = "") -> list[Rendition]:
        """The sizes of a shape in pictures.SHAPES, the smallest first; `query` goes behind each address."""
        return [
            Rendition(
                width,
                height,
                {
                    extension: ADDRESS.format(address=self.address, width=width, height=height, extension=extension)
                    + query
                    for extension in pictures.SHAPES[shape].extensions
                },
            )
            for width, height in pictures.sizes(shape, self.width, self.height)
        ]

    def rendition_address(self, shape: str, width: int, extension: str = "jpg") -> str:
        """The address of the largest rendition of a shape that is at most `width` pixels wide, or of the smallest."""
        smallest, *others = self.renditions(shape)
        fitting = [each for each in others if each.width <= width]
        return (fitting or [smallest])[-1].addresses[extension]

    def has_rendition(self, width: int, height: int, extension: str) -> bool:
        return any((width, height, extension) == each[1:] for each in self._cuts())

    def read_rendition(self, width: int, height: int, extension: str) -> bytes:
        """The bytes of a rendition; FileNotFoundError when it has not been made."""
        with self.file.storage.open(self._name(width, height, extension)) as file:
            return file.read()

    def rendition_length(self, width: int, height: int, extension: str) -> int:
        """How many bytes a rendition has; FileNotFoundError when it has not been made."""
        return self.file.storage.size(self._name(width, height, extension))

    def make_renditions(self, picture: PIL.Image.Image | None = None) -> int:
        """Make the renditions that are missing, from the picture at hand or the master; how many those were.

        FileNotFoundError when the master is missing too, pictures.UnreadablePicture when it is damaged.
        """
        storage = self.file.storage
        missing = [each for each in self._cuts() if not storage.exists(self._name(*each[1:]))]
        if not missing:
            return 0
        whole = picture or self._master()
        for (shape, width, height), group in groupby(missing, key=itemgetter(0, 1, 2)):
            cut = pictures.cut(whole, shape, (width, height), (self.focal_x, self.focal_y))
            for *_size, extension in group:
                storage.save(self._name(width, height, extension), ContentFile(pictures.encode(cut, extension)))
        return len(missing)

    def _master(self):
        with self.file.open() as file:
            return pictures.read(file)

    def set_focal_point(self, x: int, y: int) -> None:
        """Let crops look at another point, in percent from the left and the top. Old addresses lead to the new ones.

        ValueError for a point outside.
        """
        if not (0 <= x <= 100 and 0 <= y <= 100):
            raise ValueError("a focal point lies between 0 and 100 percent")
        before = self._names()
        self.focal_x, self.focal_y = x, y
        self.address = self.current_address()
        self.make_renditions()
        self.save(update_fields=["focal_x", "focal_y", "address"])
        transaction.on_commit(lambda: self._delete_files(before - self._names()))

    def erase(self, reason: str) -> None:
        """Take its words away, and its files as soon as the transaction has ended well. Nothing puts it back."""
        files = self._names() | {str(self.file.name)}
        self.alt = self.caption = self.credit = self.licence = self.source_url = ""
        self.erased_at = self.removed_at = timezone.now()
        self.removal_reason = reason
        self.save()
        transaction.on_commit(lambda: self._delete_files(files))

    def put_back(self) -> None:
        """ValidationError for a picture that was erased."""
        if self.erased_at:
            raise ValidationError(_("It was erased: nothing is left to put back."), code="erased")
        super().put_back()

    @transaction.atomic
    def replace_file(self, picture: PIL.Image.Image, *, by=None) -> None:
        """Show another picture from now on wherever this one is used; its words stay. Old addresses lead to the new.

        The old file is deleted. ValidationError for the same pixels, and for a picture that is here already.
        """
        stored = Image.objects.select_for_update().get(pk=self.pk)
        before = stored._names() | {stored.file.name}
        data = pictures.master(picture)
        digest = pictures.content_hash(data)
        if known := Image.objects.filter(content_hash=digest).first():
            if known.pk == self.pk:
                raise ValidationError(_("It is the same picture."), code="same")
            raise ValidationError(
                _("This picture is here already: “%(image)s”."), params={"image": known}, code="known"
            )
        FormerFile.objects.filter(content_hash=digest, image=self).delete()
        FormerFile.objects.update_or_create(
            content_hash=stored.content_hash,
            defaults={"image": self, "replaced_by": by, "replaced_at": timezone.now()},
        )
        self.content_hash, self.file = digest, f"masters/{digest[:2]}/{digest}.jpg"
        self.width, self.height, self.color = picture.width, picture.height, pictures.dominant_color(picture)
        self.address = self.current_address()
        if not self.file.storage.exists(self.file.name):
            self.file.storage.save(self.file.name, ContentFile(data))
        self.make_renditions(picture)
        self.save(update_fields=["content_hash", "file", "width", "height", "color", "address"])
        transaction.on_commit(lambda: self._delete_files(before - self._names() - {self.file.name}))

    def nearest_rendition(self, width: int, height: int, extension: str) -> tuple[int, int]:
        """The size that comes nearest to one of a file that was replaced: first in form, then in width."""

        def distance(size):
            return abs(size[0] / size[1] - width / height), abs(size[0] - width)

        return min(((w, h) for _shape, w, h, ext in self._cuts() if ext == extension), key=distance)

    def names_present_file(self, address: str) -> bool:
        """Whether an address is one of the present file, whatever its crop, and not of one that was replaced."""
        return address[:CONTENT_DIGITS] == self.content_hash[:CONTENT_DIGITS]

    def _delete_files(self, names):
        for name in names:
            self.file.storage.delete(name)

    def _names(self):
        return {self._name(*each[1:]) for each in self._cuts()}

    def _cuts(self) -> Iterator[tuple[str, int, int, str]]:
        """Shape, width, height and extension of each file; two shapes that meet in one size are cut alike."""
        seen = set()
        for shape, (_ratio, _widths, extensions) in pictures.SHAPES.items():
            for width, height in pictures.sizes(shape, self.width, self.height):
                for extension in extensions:
                    if (width, height, extension) not in seen:
                        seen.add((width, height, extension))
                        yield shape, width, height, extension

    def _name(self, width, height, extension):
        return f"renditions/{self.address[:2]}/{self.address}/{width}x{height}.{extension}"
