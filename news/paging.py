"""Long lists by moment, latest first, in pages by key: the last page costs what the first does."""

from datetime import UTC, datetime

from django.db.models import Q, QuerySet

PAGE_SIZE = 20


class Page(list):
    """Some rows of a longer list; `older` is the key of the page after this one, None on the last."""

    older: str | None = None


def page_key(moment: datetime, number: int) -> str:
    """Where a page ends: moment and number of its last row, "2026-11-24T10:00:00Z-123"."""
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat()}Z-{number}"


def read_page_key(key: str) -> tuple[datetime, int]:
    """The moment and number that `page_key` wrote; ValueError for anything else."""
    when, _sep, number = key.partition("Z-")
    moment = datetime.fromisoformat(when).replace(tzinfo=UTC)
    if not number.isdecimal() or len(number) > 18 or page_key(moment, int(number)) != key:
        raise ValueError(f"no key of a page: {key!r}")
    return moment, int(number)


def a_page_key(text: str) -> str:
    """The key of a page as a parameter of an address; ValueError for what is none."""
    read_page_key(text)
    return text


def page_before(rows: QuerySet, key: str | None, size: int, *, moment: str, number: str) -> Page:
    """The page of rows, latest first by two of their columns, that follows a key; the first one without.

    ValueError when it is no key.
    """
    found = rows.order_by(f"-{moment}", f"-{number}")
    if key is not None:
        then, last = read_page_key(key)
        # The first condition follows from the second; an index can use it.
        found = found.filter(
            Q(**{f"{moment}__lte": then}) & (Q(**{f"{moment}__lt": then}) | Q(**{f"{number}__lt": last}))
        )
    page = Page(found[: size + 1])
    if len(page) > size:
        del page[size:]
        page.older = page_key(getattr(page[-1], moment), getattr(page[-1], number))
    return page
