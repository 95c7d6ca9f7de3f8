"""Make the picture files that are missing: after a restored backup, a changed shape, an interrupted upload."""

import sys

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from tqdm import tqdm

from catalog.models import Image
from catalog.pictures import UnreadablePicture


class Command(BaseCommand):
    help = "Makes the picture files that are missing. Exit status 1 tells that a kept picture is lost or damaged."

    def handle(self, **options):
        images = Image.objects.order_by("pk")
        made, lost = 0, 0
        with tqdm(total=images.count(), unit=_("picture"), file=sys.stderr, disable=None) as bar:
            for image in images.iterator(chunk_size=500):
                try:
                    files = image.make_renditions()
                except (OSError, UnreadablePicture) as error:
                    lost += 1
                    bar.clear()
                    self.stderr.write(
                        _("Picture %(pk)s, %(file)s: %(error)s")
                        % {"pk": image.pk, "file": image.file.name, "error": error}
                    )
                else:
                    made += files
                    if files and bar.disable:
                        self.stdout.write(f"{image.file.name}: {files}")
                bar.update()
        self.stdout.write(ngettext("%(count)s file made.", "%(count)s files made.", made) % {"count": made})
        if lost:
            raise CommandError(
                ngettext("%(count)s picture cannot be read.", "%(count)s pictures cannot be read.", lost)
                % {"count": lost}
            )
