"""`manage.py weigh`: what the public pages weigh, as a table, and whether they keep their budgets."""

from itertools import groupby
from statistics import median

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from showsite.weighing import weights

HEADING = (
    "| page | of | markup, median | markup, most | graph, most | style | script | before paint, most | blocking |\n"
    "|---|---:|---:|---:|---:|---:|---:|---:|---:|"
)


class Command(BaseCommand):
    help = _("Draw the public pages that links lead to, and print their compressed bytes. Fails above a budget.")

    def add_arguments(self, parser):
        parser.add_argument("--most", type=int, default=20, help=_("Draw no more than so many pages of a kind."))

    def handle(self, *, most, **options):
        self.stdout.write(HEADING)
        found = sorted(weights(most), key=lambda weight: weight.name)
        for name, group in groupby(found, key=lambda weight: weight.name):
            pages = list(group)
            heaviest = max(pages, key=lambda weight: weight.before_paint)
            markup = [page.markup for page in pages]
            graph, script = max(page.graph for page in pages), max(page.script for page in pages)
            self.stdout.write(
                f"| {name} | {len(pages)} | {round(median(markup)):,} | {max(markup):,} | {graph:,} "
                f"| {heaviest.style:,} | {script:,} | {heaviest.before_paint:,} "
                f"| {max(page.blocking for page in pages)} |"
            )
        faults = [f"{page.address}: {fault}" for page in found for fault in page.faults]
        if faults:
            raise CommandError("\n".join(faults))
