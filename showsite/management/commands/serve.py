"""Everything between an installed project and a site that answers: what `make run` calls."""

import os
import secrets
import sys

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from catalog.models import Series


class Command(BaseCommand):
    help = "Migrate, collect static files, load the demo into a new database, and serve on this machine."
    # The tables are made here.
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, port, **options):
        try:
            self._migrate()
            self._collect_static()
            # A first run that was broken off is a first run still.
            if not get_user_model().objects.exists() and not Series.objects.exists():
                self._fill()
        except KeyboardInterrupt:
            raise CommandError(_("Stopped. The next run begins where this one was."), returncode=130) from None
        connection.close()
        self.stdout.write(
            _("Showsite is at http://127.0.0.1:%(port)d (its admin at /admin/). Ctrl-C ends it.") % {"port": port}
        )
        self.stdout.flush()
        # What feeds and canonical links say, unless .env or the environment says otherwise.
        os.environ.setdefault("SITE_URL", f"http://127.0.0.1:{port}")
        os.execv(
            sys.executable,
            [
                *(sys.executable, "-m", "gunicorn", "showsite.wsgi", "--no-control-socket"),
                *("--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4", "--log-level", "warning"),
                *("--limit-request-line", "8190"),
            ],
        )

    def _fill(self):
        """The demo and an editor's login: both, or neither."""
        self.stdout.write(_("Loading the demo, this once"))
        password = secrets.token_urlsafe(12)
        with transaction.atomic():
            call_command("load_demo", stdout=self.stdout)
            get_user_model().objects.create_superuser("editor", password=password)
        self.stdout.write("")
        self.stdout.write(_("An editor's login, shown this once: editor / %(password)s") % {"password": password})
        self.stdout.write("")

    def _migrate(self):
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write(_("Preparing the database"))
            call_command("migrate", verbosity=0)

    def _collect_static(self):
        """Collect when a file is newer than the last collection."""
        stamp = settings.STATIC_ROOT / "staticfiles.json"
        files = (storage.path(path) for finder in get_finders() for path, storage in finder.list([]))
        newest = max(os.stat(path).st_mtime for path in files)
        if not stamp.exists() or stamp.stat().st_mtime < newest:
            self.stdout.write(_("Collecting static files"))
            call_command("collectstatic", interactive=False, verbosity=0)
