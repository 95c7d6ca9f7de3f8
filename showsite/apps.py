from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db import transaction
from django.utils.translation import gettext_lazy as _


class ShowsiteConfig(AppConfig):
    name = "showsite"
    verbose_name = _("Showsite")

    def ready(self):
        from catalog.moments import register_change
        from catalog.usage import register_rows
        from news import dead_links
        from news.erasing import register_eraser
        from news.models import Article, Revision
        from showsite import outlets
        from showsite.cards.keeping import throw_away
        from showsite.models import Page, Redirect
        from showsite.sitemaps.views import NEWS

        outlets.register()
        register_change(lambda after, before: Revision.objects.passing(NEWS, after, before))
        # A card may have shown its title or a picture that goes with it.
        register_eraser(lambda article: transaction.on_commit(throw_away))
        dead_links.register(Page, "page", "extra_page")
        dead_links.register_way(Redirect.objects.that_lead_on)

        def linking(rows, column):
            return lambda page: rows.filter(**{f"{column}__contains": f'href="{page.get_absolute_url()}"'}).distinct()

        articles = linking(Article.objects, "news_richtext_set__text")
        register_rows("page", _("Articles that link to it"), articles)
        register_rows("page", _("Pages of the site that link to it"), linking(Page.objects, "text"))


class ShowsiteAdminConfig(AdminConfig):
    default_site = "showsite.admin_site.ShowsiteAdmin"
