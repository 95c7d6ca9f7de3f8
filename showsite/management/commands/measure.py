"""`manage.py measure`: how long the pages of the admin take with the data that is here, as a table."""

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from catalog.models import Person, Season, Series
from news.models import Article
from showsite.measuring import TIMES, Figure, Measuring

HEADING = (
    "| page | what | ms | at work | share of its limit | queries | slowest of |\n|---|---|---:|---:|---:|---:|---:|"
)


class Command(BaseCommand):
    help = _(
        "Measure every list, filter, search, choice, form and save of the admin, and print a table. "
        "All that is saved for it is taken back; run it on a copy all the same, for it holds the database meanwhile."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--only", default="", help=_("Measure what has this in its name, such as “search people”.")
        )
        parser.add_argument("--times", type=int, default=TIMES, help=_("Ask each page so often, and take the median."))
        parser.add_argument("--each", action="store_true", help=_("A line for each address, and its address."))

    def handle(self, *, only, times, each, **options):
        counts = ", ".join(
            f"{model._base_manager.count():,} {model._meta.verbose_name_plural}"
            for model in (Article, Series, Season, Person)
        )
        self.stdout.write(f"{connection.display_name}: {counts}\n\n{HEADING}")
        slow, total = [], 0
        with transaction.atomic():
            measuring = Measuring(only=only, times=max(times, 1), each=each)
            for figure in measuring.figures():
                self.stdout.write(line_of(figure) + (f" {figure.address}" if each else ""))
                total += 1
                slow += [line_of(figure)] if figure.took.seconds > figure.allowed else []
            transaction.set_rollback(True)
        said = _("%(slow)d of %(total)d take longer than they may.") % {"slow": len(slow), "total": total}
        self.stdout.write("\n".join(["", said, *slow]))
        if measuring.failed:
            raise CommandError("\n".join(measuring.failed))


def line_of(figure: Figure) -> str:
    took = figure.took
    cells = [
        figure.kind,
        figure.name,
        f"{took.seconds * 1000:.0f}",
        f"{took.at_work * 1000:.0f}",
        f"{took.seconds / figure.allowed:.2f}",
        figure.queries,
        figure.of if figure.of > 1 else "",
    ]
    return f"| {' | '.join(map(str, cells))} |"
