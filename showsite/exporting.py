"""Everything that a newsroom has entered, as files that any program can read: a newsroom can leave.

A folder or a zip with one file of JSON Lines a model, the pictures, a description of the format and a notice of
licences. Rows are read and written a few at a time: memory does not grow with them.
"""

import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import RawIOBase
from pathlib import Path
from typing import IO, Any, cast

from django.apps import apps
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.exporting import LEFT_OUT as LEFT_OUT_OF_CATALOG
from catalog.models import Image, SeriesId
from news.exporting import LEFT_OUT as LEFT_OUT_OF_NEWS

ROWS_AT_A_TIME = 1000
APPS = ("catalog", "news", "showsite")
# Columns that open doors are nobody's data.
SECRETS = {"password", "secret", "token"}
LEFT_OUT: dict[str, Any] = (
    LEFT_OUT_OF_CATALOG
    | LEFT_OUT_OF_NEWS
    | {
        "showsite.outbox": _("until when changes of feeds were looked for"),
        "showsite.ping": _("what the hub of the feeds is told"),
    }
)

README = """\
Everything from {site}, as of {moment}
{line}

rows/APP.MODEL.jsonl  One row a line, each a JSON object in UTF-8. `id` is the row's key here. A reference is named
                      `FIELD.uuid` or `FIELD.slug` where the other thing has one, which is the same for ever, and
                      `FIELD.id` otherwise; of people at the desk stands the name by which they log in. Days and
                      moments are written as in ISO 8601. Drafts and embargoed facts are there too: keep them safe.
                      `news.revision.jsonl` holds what readers saw: `document` is a whole pressed article.
pictures/UUID.jpg     Each picture as it is kept; its texts and rights stand in rows/catalog.image.jsonl.
NOTICE.txt            On what terms pictures and data may be used.

Not here:
{left_out}
"""


def exported_models() -> list[type[models.Model]]:
    """The models whose rows are written: all of catalog and news but LEFT_OUT, with the tables between two."""
    found = [model for app in APPS for model in apps.get_app_config(app).get_models(include_auto_created=True)]
    return [model for model in found if not model._meta.proxy and model._meta.label_lower not in LEFT_OUT]


def parts() -> Iterator[tuple[str, Iterator[bytes]]]:
    """Name and content of each file, at one moment of the database; each is read before the next is asked for."""
    with one_moment():
        for model in exported_models():
            yield f"rows/{model._meta.label_lower}.jsonl", (line.encode() for line in lines_of(model))
        yield "NOTICE.txt", (line.encode() for line in notice())
        storage = Image._meta.get_field("file").storage
        for name, uuid in Image.objects.order_by("pk").values_list("file", "uuid").iterator(ROWS_AT_A_TIME):
            if storage.exists(name):
                with storage.open(name) as file:
                    yield f"pictures/{uuid}.jpg", file.chunks()
    yield "README.txt", iter([readme().encode()])


def write_folder(path: Path) -> None:
    """Everything in a folder that is made for it. FileExistsError for one that is there."""
    path.mkdir(parents=True)
    for name, content in parts():
        place = path / name
        place.parent.mkdir(exist_ok=True)
        with place.open("wb") as file:
            file.writelines(content)


def zipped() -> Iterator[bytes]:
    """Everything as the bytes of a zip, a piece at a time."""
    pieces = _Pieces()
    with zipfile.ZipFile(cast(IO[bytes], pieces), "w") as archive:
        for name, content in parts():
            info = zipfile.ZipInfo(name, timezone.localtime().timetuple()[:6])
            # A JPEG does not become smaller.
            info.compress_type = zipfile.ZIP_STORED if name.endswith(".jpg") else zipfile.ZIP_DEFLATED
            with archive.open(info, "w", force_zip64=True) as file:
                for chunk in content:
                    file.write(chunk)
                    yield from pieces.taken()
            yield from pieces.taken()
    yield from pieces.taken()


class _Pieces(RawIOBase):
    """A file that is written and never rewound; what was written is taken away in pieces."""

    def __init__(self) -> None:
        self.written: list[bytes] = []
        self.size = 0

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        self.written.append(bytes(data))
        self.size += len(data)
        return len(data)

    def taken(self) -> Iterator[bytes]:
        if self.size:
            piece, self.written, self.size = b"".join(self.written), [], 0
            yield piece


def readme() -> str:
    site = f"{settings.SITE_NAME} ({settings.SITE_URL})"
    moment = timezone.now().isoformat(timespec="seconds")
    left_out = "\n".join(f"  {label}: {reason}" for label, reason in sorted(LEFT_OUT.items()))
    return README.format(site=site, moment=moment, line="=" * 60, left_out=left_out)


@contextmanager
def one_moment():
    """Within it all is read as it was when it began; nobody else has to wait."""
    if connection.in_atomic_block:
        yield
        return
    begin = "BEGIN" if connection.vendor == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    with connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


# -- rows -----------------------------------------------------------------------------------------------------------


def lines_of(model: type[models.Model]) -> Iterator[str]:
    """The rows of a model as JSON Lines, in the order of their keys."""
    columns = dict(columns_of(model))
    rows = model._base_manager.order_by("pk").values_list(*columns.values())
    for row in rows.iterator(chunk_size=ROWS_AT_A_TIME):
        yield json.dumps(dict(zip(columns, row, strict=True)), cls=DjangoJSONEncoder, ensure_ascii=False) + "\n"


def columns_of(model: type[models.Model]) -> Iterator[tuple[str, str]]:
    """What each column is called in the file, and in a query."""
    for field in model._meta.concrete_fields:
        if field.name in SECRETS:
            continue
        if not field.is_relation:
            yield field.name, field.attname
        elif (key := lasting_key(field.related_model)) == "pk":
            yield f"{field.name}.id", field.attname
        else:
            yield f"{field.name}.{key}", f"{field.name}__{key}"


def lasting_key(model) -> str:
    """By what a row of a model is known for ever, also elsewhere."""
    names = {field.name for field in model._meta.concrete_fields}
    return next((name for name in ("uuid", "slug", "username") if name in names), "pk")


# -- licences -------------------------------------------------------------------------------------------------------


def notice() -> Iterator[str]:
    yield "On what terms this may be used\n==============================\n\n"
    yield "The newsroom's own words belong to the newsroom.\n\n"
    if SeriesId.objects.filter(provider__startswith="tvmaze").exists():
        yield "Data with a TVmaze id, and summaries and pictures that name TVmaze as their source, come from TVmaze\n"
        yield "(https://www.tvmaze.com) under CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/):\n"
        yield "name TVmaze with a link, and pass on under the same licence.\n\n"
    yield "Ratings are those of the sites that they name; quotes are those of their speakers.\n\n"
    yield "Pictures, by licence and credit (each picture's own stand in rows/catalog.image.jsonl):\n"
    pictures = Image.objects.order_by("licence", "credit").values_list("licence", "credit").annotate(Count("pk"))
    for licence, credit, count in pictures.iterator(chunk_size=ROWS_AT_A_TIME):
        yield f"  {count} x {licence or 'no licence given'}, by {credit or 'nobody named'}\n"
