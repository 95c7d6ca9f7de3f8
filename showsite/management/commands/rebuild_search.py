"""Make all that a search reads anew, from the names and the revisions alone."""

import sys
import time

from django.core.management.base import BaseCommand
from django.db import connection, transaction
from django.utils.translation import gettext as _
from tqdm import tqdm

from catalog.search.index import forget_deleted
from catalog.search.rebuilding import rebuild
from news.models import Revision, SearchedStory


class Command(BaseCommand):
    help = _("Make the rows that a search reads anew, from the names and the revisions alone. The site stays open.")

    def handle(self, **options):
        started = time.monotonic()
        told = rebuild(self.progress)
        with transaction.atomic():
            SearchedStory.objects.all().delete()
            stories = SearchedStory.objects.write(Revision.objects.all())
            forget_deleted(connection, SearchedStory._meta.db_table)
        self.stdout.write(
            _("%(rows)d titles and names, %(changed)d folded anew; %(stories)d stories; %(seconds).0f seconds.")
            % (told | {"stories": stories, "seconds": time.monotonic() - started})
        )

    def progress(self, name, rows, count):
        """A bar on a terminal; elsewhere nothing."""
        return tqdm(rows, desc=name, total=count) if sys.stderr.isatty() else rows
