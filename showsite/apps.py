from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class ShowsiteConfig(AppConfig):
    name = "showsite"
    verbose_name = _("Showsite")

    def ready(self):
        from showsite import outlets

        outlets.register()


class ShowsiteAdminConfig(AdminConfig):
    default_site = "showsite.admin_site.ShowsiteAdmin"
