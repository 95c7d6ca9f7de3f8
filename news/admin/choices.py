"""The updates that an article may announce: those that no article announces yet."""

from django.contrib.admin.views.autocomplete import AutocompleteJsonView

from catalog.admin.base import ChosenSelectMultiple, with_aside


class UnannouncedView(AutocompleteJsonView):
    def get_queryset(self):
        return super().get_queryset().filter(announced_by=None)

    def serialize_result(self, obj, to_field_name):
        return super().serialize_result(obj, to_field_name) | {"text": with_aside(obj, obj.season)}


def unannounced_view(admin_site):
    return UnannouncedView.as_view(admin_site=admin_site)


class AnnouncesWidget(ChosenSelectMultiple):
    url_name = "%s:news_article_unannounced"
