from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShowsiteConfig(AppConfig):
    name = "showsite"
    verbose_name = _("Showsite")
