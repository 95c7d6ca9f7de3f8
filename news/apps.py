from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = _("News")

    def ready(self):
        from catalog.calendars import register_beginning
        from catalog.keeping import register_whereabouts
        from catalog.moments import register_column
        from catalog.publicity import register_use
        from news import erasing, outlets, usage
        from news.feeds import mastheads
        from news.models import Author, Link, Masthead, Revision

        def register(model_name, *path):
            register_use(model_name, lambda at: Link.objects.live(at).used(*path))

        for path in (["person"], ["quote", "speaker"]):
            register("person", *path)
            register("person", *path, "merged_into")
        register("image", "image")
        register("network", "network")
        register("genre", "genre")
        register_use("image", lambda at: Author.objects.public(at).exclude(photo=None).values("photo"))
        usage.register()
        for column in ("live_from", "live_until", "pinned_until"):
            register_column(Revision, column)
        outlets.register_news()
        register_whereabouts(erasing.is_there)
        register_beginning(Masthead.valid_since)
        post_migrate.connect(mastheads.write_down, sender=self)
        checks.register(mastheads.check, checks.Tags.database)
