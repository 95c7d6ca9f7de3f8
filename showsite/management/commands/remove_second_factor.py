from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from catalog.models import AuditEntry


class Command(BaseCommand):
    help = _("Take away all second factors and recovery codes of somebody who lost them.")

    def add_arguments(self, parser):
        parser.add_argument("username")

    @transaction.atomic
    def handle(self, *, username, **options):
        user = get_user_model().objects.filter(username=username).first()
        if user is None:
            raise CommandError(_("There is no user %s.") % username)
        count, _each = Authenticator.objects.filter(user=user).delete()
        if not count:
            raise CommandError(_("%s has no second factor.") % username)
        AuditEntry.objects.write(user, AuditEntry.Action.CHANGED, note=_("All second factors were removed."))
        self.stdout.write(_("%s now logs in with the password alone.") % username)
