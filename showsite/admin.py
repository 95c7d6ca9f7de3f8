"""The admin's pages of users: as Django's, but for what nobody may do with others, or with themselves.

And where the admin finds the site's own pages.
"""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.utils.translation import gettext, gettext_lazy

from showsite.accounts import groups_of, may_manage, right_in_words, role_in_words
from showsite.page_admin import PageAdmin
from showsite.ping_admin import PingAdmin
from showsite.redirect_admin import RedirectAdmin

__all__ = ["AccountAdmin", "PageAdmin", "PingAdmin", "RedirectAdmin"]

admin.site.unregister([Group, User])


class RightsInWords:
    """Lists of rights, and of the roles that come with the site, in its language."""

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]
        if field and db_field.name in {"permissions", "user_permissions"}:
            field.label_from_instance = right_in_words
        if field and db_field.name == "groups":
            field.label_from_instance = role_in_words
        return field


@admin.register(Group)
class RoleAdmin(RightsInWords, GroupAdmin):
    list_display = ["role"]

    @admin.display(description=gettext_lazy("group"), ordering="name")
    def role(self, group):
        return role_in_words(group)


@admin.register(User)
class AccountAdmin(RightsInWords, UserAdmin):
    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or may_manage(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or may_manage(request.user, obj))

    def may_choose(self, request) -> bool:
        """Whoever keeps the authors may say which of them works here."""
        return self.has_view_permission(request) or request.user.has_perm("news.change_author")

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.is_superuser else [*fields, "is_superuser", "user_permissions"]

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "groups":
            kwargs["queryset"] = groups_of(request.user)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_deleted_objects(self, objs, request):
        to_delete, counts, lacking, refused = super().get_deleted_objects(objs, request)
        if not all(may_manage(request.user, user) for user in objs):
            lacking = {*lacking, gettext("users with rights that you lack")}
        return to_delete, counts, lacking, refused
