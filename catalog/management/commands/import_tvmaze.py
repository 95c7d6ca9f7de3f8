"""Take in shows of TVmaze, from files of its API's JSON or from the API itself."""

import sys
from argparse import ArgumentTypeError
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _
from tqdm import tqdm

from catalog.folding import fold
from catalog.tvmaze.client import Client, NoAnswer
from catalog.tvmaze.images import take_images
from catalog.tvmaze.importing import Importer
from catalog.tvmaze.nodes import HIGHEST_ID, BrokenRecord, parse
from catalog.tvmaze.reading import id_of, read, records_in
from catalog.tvmaze.records import EpisodeRecord, ShowRecord
from catalog.tvmaze.summary import Summary

PLAIN_EVERY = 100


def show_id(text: str) -> int:
    """An id given on the command line."""
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= HIGHEST_ID:
        raise ArgumentTypeError(_("“%s” is not an id") % text[:40])
    return int(text)


def described(show: ShowRecord) -> str:
    """A show in a list to choose from: its title, first year and networks."""
    began_on = show.fields.get("began_on")
    words = [str(began_on.year) if began_on else "", *(network.name for network in show.networks)]
    return f"{show.title} ({', '.join(filter(None, words))})"


class Command(BaseCommand):
    help = _(
        "Take in shows from files or folders of the JSON of TVmaze’s API, or from the API itself. What an editor has "
        "set is kept. Exit status 1 tells that something was skipped."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="*", type=Path, metavar="path", help=_("A file or a folder."))
        parser.add_argument("--id", action="append", type=show_id, default=[], dest="ids", help=_("Fetch this show."))
        parser.add_argument("--search", metavar="TEXT", help=_("Fetch the one show of this title."))
        parser.add_argument("--publish", action="store_true", help=_("Show the series to readers."))
        parser.add_argument("--images", action="store_true", help=_("Fetch posters and portraits too."))
        parser.add_argument("--dry-run", action="store_true", help=_("Say what would happen, and change nothing."))

    def handle(self, *, paths, ids, search, publish, images, dry_run, **options):
        if not (paths or ids or search):
            raise CommandError(_("Name files or folders, or give --id or --search."))
        files = list(self.files(paths))
        client = Client() if ids or search or images else None
        self.client = client if images and not dry_run else None
        self.summary = Summary()
        self.importer = Importer(publish=publish)
        self.episodes: dict[int, list[EpisodeRecord]] = {}
        with transaction.atomic() if dry_run else nullcontext():
            for origin, item in self.progress(self.items(files, client, ids, search)):
                self.take(origin, item)
            self.take_episodes()
            if dry_run:
                transaction.set_rollback(True)
        self.summary.print(self.stdout.write, dry_run=dry_run)
        if self.summary.skipped:
            sys.exit(1)

    # -- where records come from -----------------------------------------------------------------------------------

    def files(self, paths: list[Path]) -> Iterator[Path]:
        """The files to read. CommandError for a path that is not there, and for a folder without any .json file."""
        for path in paths:
            if path.is_dir():
                found = sorted(file for file in path.rglob("*.json") if file.is_file())
                if not found:
                    raise CommandError(_("No .json file in %s.") % path)
                yield from found
            elif path.exists():
                yield path
            else:
                raise CommandError(_("There is no %s.") % path)

    def items(
        self, files: list[Path], client: Client | None, ids: list[int], search: str | None
    ) -> Iterator[tuple[str, Any]]:
        """Each record with the file or address that it is from."""
        for file in files:
            try:
                yield from ((str(file), item) for item in list(records_in(parse(file.read_bytes()))))
            except (OSError, BrokenRecord) as error:
                self.summary.skip(str(file), "", error)
        if client is None:
            return
        if search:
            ids = [*ids, self.searched(client, search)]
        for number in ids:
            try:
                yield "TVmaze", client.show(number)
            except NoAnswer as error:
                self.summary.skip("TVmaze", str(number), error)

    def searched(self, client: Client, text: str) -> int:
        """The id of the one show of a title. CommandError when there are several, or none: a person has to choose."""
        try:
            found = [show for item in records_in(client.search(text)) if isinstance(show := read(item), ShowRecord)]
        except (NoAnswer, BrokenRecord) as error:
            raise CommandError(str(error)) from error
        matching = [show for show in found if fold(show.title) == fold(text)] or found
        if len(matching) == 1:
            return matching[0].id
        if not matching:
            raise CommandError(_("TVmaze finds no “%s”.") % text)
        lines = [f"  --id {show.id}  {described(show)}" for show in matching]
        raise CommandError("\n".join([_("TVmaze finds several shows; choose one:"), *lines]))

    def progress(self, items: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
        """A bar on a terminal; elsewhere a line now and then."""
        if sys.stderr.isatty():
            yield from tqdm(items, unit=_(" records"))
            return
        for number, item in enumerate(items, 1):
            yield item
            if number % PLAIN_EVERY == 0:
                self.stdout.write(_("%d records read") % number)

    # -- what becomes of them --------------------------------------------------------------------------------------

    def take(self, origin: str, item: Any) -> None:
        try:
            record = read(item)
            if isinstance(record, EpisodeRecord):
                self.episodes.setdefault(record.show_id, []).append(record)
                return
            series, outcome = self.importer.take(record)
        except (BrokenRecord, ValidationError, DatabaseError) as error:
            self.summary.skip(origin, id_of(item), error)
            return
        if self.client:
            take_images(self.client, series, record, outcome)
        self.summary.add(record.id, outcome)

    def take_episodes(self) -> None:
        """Single episodes last: their series may stand in a later file."""
        for number, episodes in sorted(self.episodes.items()):
            try:
                outcome = self.importer.take_episodes(number, episodes)
            except (ValidationError, DatabaseError) as error:
                self.summary.skip(_("episodes"), str(number), error)
                continue
            if outcome is None:
                self.summary.skip(_("episodes"), str(number), _("their series is not here"))
            elif outcome.changed:
                self.summary.add(number, outcome)
