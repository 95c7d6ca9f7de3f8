from django.core.management.base import BaseCommand
from django.utils.translation import gettext, ngettext

from catalog.models import Series


class Command(BaseCommand):
    help = "Work out again what is known of every series, at every moment, from the status updates alone."

    def add_arguments(self, parser):
        parser.add_argument("slugs", nargs="*", metavar="slug", help="Only these series.")

    def handle(self, *, slugs, **options):
        series = Series.objects.filter(slug__in=slugs) if slugs else Series.objects.all()
        changed = series.settle()
        self.stdout.write(
            ngettext(
                "%d series had other states than its updates say.",
                "%d series had other states than their updates say.",
                changed,
            )
            % changed
            if changed
            else gettext("Every state was as the updates say.")
        )
