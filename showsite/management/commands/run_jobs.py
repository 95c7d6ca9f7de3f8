"""What has to be done after the fact: the hub is told which feeds have changed."""

import logging
import signal
from threading import Event

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections
from django.utils.translation import gettext as _

from showsite import outbox
from showsite.models import Ping

log = logging.getLogger("showsite.jobs")


def asked_to_end(stop: Event, seconds: int) -> bool:
    """Wait so long, or until somebody wants this process to end; whether they do."""
    return stop.wait(seconds)


class Command(BaseCommand):
    help = _("Tell the WebSub hub (WEBSUB_HUB) which feeds have changed, and try again where that failed.")

    def add_arguments(self, parser):
        parser.add_argument("--loop", action="store_true", help=_("Go on until SIGTERM, instead of doing it once."))
        parser.add_argument(
            "--interval", type=int, default=15, metavar="SECONDS", help=_("How long --loop waits between two rounds.")
        )

    def handle(self, *args, loop, interval, **options):
        if interval < 1:
            raise CommandError(_("--interval is at least one second."))
        if not settings.WEBSUB_HUB:
            self.stdout.write(_("No hub: WEBSUB_HUB is empty."))
        stop = Event()
        before = {number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            self.one_round(stop)
            while loop and not asked_to_end(stop, interval):
                self.try_a_round(stop)
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
        if stop.is_set():
            self.stdout.write(_("Ended as asked."))

    def try_a_round(self, stop):
        """A database that is away for a moment does not end the loop."""
        close_old_connections()
        try:
            self.one_round(stop)
        except Exception:  # whatever it is, the next round may go well, and the log says what it was
            log.exception("A round of run_jobs failed.")
        finally:
            close_old_connections()

    def one_round(self, stop):
        done = outbox.run(lambda: not stop.is_set())
        if not done.held:
            self.stdout.write(_("Another run_jobs is at work."))
            return
        for error in done.errors:
            self.stderr.write(error)
        if done.changed or done.sent or done.failed:
            counts = {name: getattr(done, name) for name in ("changed", "sent", "failed", "given_up")}
            self.stdout.write(
                _(
                    "%(changed)d feeds changed; %(sent)d pings sent, %(failed)d failed, %(given_up)d given up; "
                    "%(waiting)d waiting."
                )
                % {**counts, "waiting": Ping.objects.waiting().count()}
            )
