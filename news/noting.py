"""Notes on a draft beside the blocks that they are about."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext_lazy as _

from news.models.articles import Article
from news.models.blocks import Block
from news.models.notes import Note

# Nobody reads more before publishing; what is settled makes room.
MOST_OPEN, MOST_ANSWERS = 200, 50


class Place(NamedTuple):
    """A block as it is now: what it is called, and its address or its id on a page."""

    title: str
    address: str


class Shown(NamedTuple):
    """A note as a list shows it, with the title and the address of what it is about; "" for the whole article."""

    note: Note
    title: str
    address: str
    may_settle: bool

    @property
    def is_gone(self) -> bool:
        return self.note.block_key is not None and not self.address


def title_of(block: Block) -> str:
    """What a block is called beside others: its kind, and its first words."""
    return Truncator(f"{capfirst(str(block._meta.verbose_name))}: {block}").chars(100)


@transaction.atomic
def note(
    article: Article,
    *,
    by,
    text: str,
    token: UUID,
    block: UUID | None = None,
    title: str = "",
    answer_to: Note | None = None,
) -> tuple[Note, bool]:
    """Put a note to a draft, to a block of it by its key, or an answer to a note, and whether it is new.

    `title` is the block's now. The second of two with one token and the same words is the first. ValidationError when
    too many wait already, for other words with that token, and when the article is gone by now.
    """
    if not Article.objects.select_for_update().filter(pk=article.pk).values("pk").first():
        raise ValidationError(_("The article is gone."), code="gone")
    if not article.notes.filter(token=token).exists():
        _make_room(article, answer_to)
    about = {"answer_to": answer_to} if answer_to else {"block_key": block, "about": title[:100]}
    made, is_new = article.notes.get_or_create(token=token, defaults={"text": text, "noted_by": by, **about})
    if (made.text, made.noted_by, made.answer_to) != (text, by, answer_to):
        raise ValidationError(_("This has been added already, in other words. Send it again to add it too."), "added")
    return made, is_new


def _make_room(article: Article, answer_to: Note | None) -> None:
    if answer_to and answer_to.answers.count() >= MOST_ANSWERS:
        raise ValidationError(_("It has so many answers already: talk to each other."), code="too_many_answers")
    if not answer_to and article.notes.unresolved().count() >= MOST_OPEN:
        raise ValidationError(_("So many notes wait already: resolve some first."), code="too_many_notes")


def shown(notes: Iterable[Note], places: Mapping[UUID, Place], may_settle) -> list[Shown]:
    """Notes with what they are about, as it is called now or was called then."""
    told = []
    for each in notes:
        place = places.get(each.block_key) if each.block_key else None
        title, address = place or (each.about if each.block_key else "", "")
        told.append(Shown(each, title, address, may_settle(each)))
    return told
