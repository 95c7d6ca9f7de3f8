"""Load the demo: real series as recorded, invented ones for the rest, stories in every state, drawn pictures."""

from time import monotonic

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.models import Image, Person, Season, Series, StatusUpdate
from news.models import Article
from showsite.demo.invented import load_invented
from showsite.demo.real import load_defenders, load_recorded
from showsite.demo.reckoning import Reckoning
from showsite.demo.stage import Stage
from showsite.demo.stories import load_stories, prepare_stories


class Command(BaseCommand):
    help = _("Load the demo into an empty database.")

    def handle(self, **options):
        if Series.objects.exists() or Article.objects.exists():
            raise CommandError(
                _("The demo goes into an empty database only. This one holds series or stories; nothing was changed.")
            )
        started = monotonic()
        # All or nothing: an interrupted load leaves the database empty, and may be repeated.
        with transaction.atomic():
            desk = get_user_model().objects.create_user("desk", first_name="Showsite", last_name="Desk")
            stage = Stage(days=Reckoning(timezone.now()), by=desk)
            for load in (
                load_recorded,
                load_defenders,
                load_invented,
                prepare_stories,
                Stage.draw_pictures,
                load_stories,
            ):
                load(stage)
        self.stdout.write(
            _(
                "%(series)s series, %(seasons)s seasons, %(updates)s status updates, %(people)s people, "
                "%(stories)s stories and %(pictures)s pictures in %(seconds).0f seconds."
            )
            % {
                "series": Series.objects.count(),
                "seasons": Season.objects.count(),
                "updates": StatusUpdate.objects.count(),
                "people": Person.objects.count(),
                "stories": Article.objects.count(),
                "pictures": Image.objects.count(),
                "seconds": monotonic() - started,
            }
        )
