"""Load the large synthetic catalog that benchmarks run on."""

import resource
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from tqdm import tqdm

from catalog import large as catalog
from catalog.models import Person, Series
from news import large as news
from news.models import Article


def peak_memory() -> int:
    """The most memory that this process has had so far, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts kilobytes, macOS bytes.
    return peak // 1024 // (1024 if sys.platform == "darwin" else 1)


class Command(BaseCommand):
    help = _(
        "Load the files of the generator for benchmarks: people.csv, networks.csv, series.jsonl, cast.csv, crew.csv "
        "and, if it is there, articles.jsonl. All of it or nothing. What it loads is public and made up."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help=_("The folder that the generator wrote."))
        parser.add_argument(
            "--add",
            action="store_true",
            help=_("Load it beside what is there already; else only an empty site is taken."),
        )
        parser.add_argument("--no-articles", action="store_true", help=_("Leave the articles out."))

    def handle(self, *, folder, add, no_articles, **options):
        if missing := [name for name in catalog.FILES if not (folder / name).is_file()]:
            raise CommandError(_("%(folder)s lacks %(files)s.") % {"folder": folder, "files": ", ".join(missing)})
        if not add and any(model._base_manager.exists() for model in (Series, Person, Article)):
            raise CommandError(_("This site is not empty. To load made-up series beside what is there, say --add."))
        started = time.monotonic()
        try:
            with transaction.atomic():
                load = catalog.Load(folder, self.progress)
                counts = load.run()
                if not no_articles and (folder / news.FILE).is_file():
                    counts["articles"] = news.load_articles(folder, self.progress, first_series=load.first_series)
        except (KeyError, TypeError, ValueError, IntegrityError) as error:
            raise CommandError(_("Nothing was loaded, these files do not fit: %r") % error) from error
        for kind, count in sorted(counts.items()):
            self.stdout.write(f"{count:>9} {kind}")
        self.stdout.write(
            _("%(seconds).0f seconds, %(memory)d MB at most.")
            % {"seconds": time.monotonic() - started, "memory": peak_memory()}
        )

    def progress(self, name: str, rows: Iterable[Any]) -> Iterable[Any]:
        """A bar on a terminal; elsewhere a line for each file."""
        if sys.stderr.isatty():
            return tqdm(rows, desc=name, unit=_(" rows"))
        self.stdout.write(_("Reading %s") % name)
        return rows
