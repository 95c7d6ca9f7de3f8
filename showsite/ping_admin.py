"""What the hub was told and is still to be told: to be looked at, by whoever operates the site."""

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from showsite.models.pings import Ping


class StateFilter(admin.SimpleListFilter):
    title, parameter_name = gettext_lazy("state"), "state"

    def lookups(self, request, model_admin):
        return [
            ("waiting", gettext_lazy("Waiting")),
            ("sent", gettext_lazy("Sent")),
            ("given-up", gettext_lazy("Given up")),
        ]

    def queryset(self, request, queryset):
        chosen = {"waiting": queryset.waiting, "sent": queryset.sent, "given-up": queryset.given_up}
        return chosen.get(self.value(), queryset.all)()


@admin.register(Ping)
class PingAdmin(admin.ModelAdmin):
    list_display = ["topic", "state", "last_error", "attempts", "next_try", "changed_by"]
    list_display_links = None
    list_filter = [StateFilter]
    search_fields = ["topic"]
    ordering = ["-changed_by", "-pk"]
    actions = None
    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("state"))
    def state(self, ping):
        if ping.sent_at:
            return _("Sent")
        return _("Given up") if ping.given_up_at else _("Waiting")

    @admin.display(description=gettext_lazy("next try at"), ordering="next_try_at")
    def next_try(self, ping):
        return None if ping.sent_at or ping.given_up_at else ping.next_try_at
