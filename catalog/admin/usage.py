"""The page that says where a thing is used."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, path, reverse
from django.utils.translation import gettext_lazy as _

from catalog.usage import Use, uses_of


def page_of(row) -> str:
    """The page of a row in the admin; "" when it has none of its own."""
    if row._meta.model not in admin.site._registry:
        return ""
    try:
        return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    except NoReverseMatch:
        return ""


def owner_of(row):
    """The thing on whose page a row stands that has no page of its own."""
    return next((owner for name in ("season", "series", "person") if (owner := getattr(row, name, None))), row)


def shown(use: Use) -> dict:
    """A use as the page shows it: each row with its link."""
    rows = [(row, page_of(row) or page_of(owner_of(row)), "" if page_of(row) else owner_of(row)) for row in use.rows]
    return {
        "title": use.title,
        "count": use.count,
        "is_more": use.is_more,
        "hidden": use.count - len(rows),
        "rows": rows,
    }


class WhereUsed(admin.ModelAdmin):
    """Has a page that lists what uses a thing."""

    def get_urls(self):
        view, info = self.admin_site.admin_view(self.where_used_view), (self.opts.app_label, self.opts.model_name)
        name = "{}_{}_where_used".format(*info)
        return [path("<path:object_id>/where-used/", view, name=name), *super().get_urls()]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            context["where_used_url"] = self.where_used_url(obj)
        return super().render_change_form(request, context, add=add, change=change, form_url=form_url, obj=obj)

    def where_used_url(self, obj):
        return reverse(
            f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_where_used", args=[obj.pk]
        )

    def where_used_view(self, request, object_id):
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("Where it is used"),
            "subtitle": str(obj),
            "opts": self.opts,
            "original": obj,
            "page": page_of(obj),
            "uses": [shown(use) for use in uses_of(obj)],
        }
        return TemplateResponse(request, "admin/catalog/where_used.html", context)

    def delete_view(self, request, object_id, extra_context=None):
        """What uses it is told before it is deleted."""
        obj = self.get_object(request, unquote(object_id))
        uses = [shown(use) for use in uses_of(obj)] if obj and self.has_delete_permission(request, obj) else []
        return super().delete_view(request, object_id, {"uses": uses, **(extra_context or {})})
