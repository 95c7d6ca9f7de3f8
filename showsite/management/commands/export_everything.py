"""Write everything that the newsroom has entered into a folder or a zip."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from showsite.exporting import write_folder, zipped


class Command(BaseCommand):
    help = "Write all rows, pictures and licences into a new folder, or into a new file that ends in .zip."

    def add_arguments(self, parser):
        parser.add_argument("target", type=Path)

    def handle(self, *args, target, **options):
        if target.exists():
            raise CommandError(f"{target} is there already.")
        if target.suffix == ".zip":
            with target.open("xb") as file:
                file.writelines(zipped())
        else:
            write_folder(target)
        self.stdout.write(f"Everything is in {target}. Drafts and embargoed facts are in it too: keep it safe.")
