"""Addresses: a slug for life, and what it was before."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from catalog.folding import SLUG_LENGTH, slug_of


class OldSlug(models.Model):
    """A slug that a thing once had; its address redirects for ever."""

    kind = models.CharField(max_length=20, help_text=_("The model's name."))
    slug = models.CharField(max_length=SLUG_LENGTH + 20)
    object_id = models.PositiveBigIntegerField()
    left_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("old slug"), _("old slugs")
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="old_slug_names_one_thing")]

    def __str__(self):
        return self.slug


class SluggedQuerySet(models.QuerySet):
    def at_slug(self, slug: str):
        """The thing at a slug, present or past; Http404 when there is none here."""
        found = self.filter(slug=slug).first()
        if found is None:
            kind = str(self.model._meta.model_name)
            old = OldSlug.objects.filter(kind=kind, slug=slug).values_list("object_id", flat=True)
            found = self.filter(pk__in=old).first()
        if found is None:
            raise Http404
        return found

    def at_slugs(self, slugs: Iterable[str]) -> dict[str, Any]:
        """The things at some slugs, present or past, by the slug that was asked for; two queries for those past."""
        rows: Any = self.filter(slug__in=slugs)
        found = {thing.slug: thing for thing in rows}
        if missing := [slug for slug in slugs if slug not in found]:
            kind = str(self.model._meta.model_name)
            old = dict(OldSlug.objects.filter(kind=kind, slug__in=missing).values_list("slug", "object_id"))
            moved = self.in_bulk(old.values())
            found |= {slug: moved[key] for slug, key in old.items() if key in moved}
        return found

    def free_slug(self, text: str, *, hints: Iterable[str] = ()) -> str:
        """A slug for a text that nobody has or had: alone, then with each hint (a year, a country), then numbered."""
        base = slug_of(text) or str(self.model._meta.model_name)
        candidates = [base, *(f"{base}-{slug}" for hint in hints if (slug := slug_of(hint)))]
        taken = self._slugs_like(base)
        for candidate in candidates:
            if candidate not in taken:
                return candidate
        number = 2
        while f"{base}-{number}" in taken:
            number += 1
        return f"{base}-{number}"

    def _slugs_like(self, base):
        kind = str(self.model._meta.model_name)
        old = OldSlug.objects.filter(kind=kind, slug__startswith=base).values_list("slug", flat=True)
        return {*self.model._base_manager.filter(slug__startswith=base).values_list("slug", flat=True), *old}


class Slugged(models.Model):
    """A thing with an address. A slug changes only through `readdress`, which keeps the old one working."""

    slug = models.SlugField(_("slug"), max_length=SLUG_LENGTH + 20, unique=True)

    class Meta:
        abstract = True

    def check_slug_is_free(self, slug: str) -> None:
        """Raise ValidationError when a slug is, or once was, the address of another."""
        kind = str(self._meta.model_name)
        others = type(self)._base_manager.filter(slug=slug).exclude(pk=self.pk)
        past = OldSlug.objects.filter(kind=kind, slug=slug).exclude(object_id=self.pk or 0)
        if others.exists() or past.exists():
            raise ValidationError({"slug": _("Another one has, or had, this address.")}, code="slug_taken")

    def now_at(self, path: str) -> str:
        """Where an address at or below its own leads now: itself if nothing has moved. Http404 where nothing is."""
        return path

    @transaction.atomic
    def readdress(self, slug: str) -> None:
        """Move to another slug; the present one redirects from now on."""
        self.check_slug_is_free(slug)
        kind = str(self._meta.model_name)
        stored = type(self)._base_manager.select_for_update().values_list("slug", flat=True).get(pk=self.pk)
        OldSlug.objects.filter(kind=kind, slug=slug).delete()
        if stored != slug:
            OldSlug.objects.create(kind=kind, slug=stored, object_id=self.pk)
        self.slug = slug
        self.save(update_fields=["slug"])
