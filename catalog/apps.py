from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogConfig(AppConfig):
    name = "catalog"
    verbose_name = _("Catalog")

    def ready(self):
        from catalog import models
        from catalog.calendars import forgotten_between
        from catalog.moments import register_change, register_column

        # A state ends where the next begins.
        for model in (models.SeriesState, models.SeasonState, models.PremiereState):
            register_column(model, "valid_until")
        register_change(forgotten_between)
        register_column(models.StatusUpdate, "public_from")
        register_column(models.StatusUpdate, "retracted_at")
        register_column(models.Series, "published_at")
        register_column(models.Image, "rights_until")
