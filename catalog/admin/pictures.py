"""Pictures: taken in here, and shown here before readers see them."""

from django.contrib import admin, messages
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from catalog.admin.lists import RemovalFilter
from catalog.admin.removal import RemovableAdmin
from catalog.forms import NewImageForm
from catalog.models import Image


@admin.register(Image)
class ImageAdmin(RemovableAdmin):
    fieldsets = [
        (None, {"fields": ["preview", ("alt", "decorative"), "caption"]}),
        (_("Rights"), {"fields": ["credit", "licence", "source_url", "rights_until"]}),
        (_("Crops"), {"fields": [("focal_x", "focal_y")]}),
    ]
    readonly_fields = ["preview"]
    list_display = ["thumbnail", "__str__", "credit", "licence", "size", "uploaded_at"]
    list_display_links = ["thumbnail", "__str__"]
    list_filter = [
        ("alt", admin.EmptyFieldListFilter),
        "decorative",
        ("credit", admin.EmptyFieldListFilter),
        RemovalFilter,
    ]
    search_fields = ["search_name"]
    date_hierarchy = "uploaded_at"

    def get_fieldsets(self, request, obj=None):
        if obj:
            return super().get_fieldsets(request, obj)
        first = (None, {"fields": ["picture", ("alt", "decorative"), "caption"]})
        return [first, *super().get_fieldsets(request, obj)[1:]]

    def get_form(self, request, obj=None, change=False, **kwargs):
        if not change:
            kwargs["form"] = NewImageForm
        return super().get_form(request, obj, change, **kwargs)

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        return queryset.present() if self.is_choosing(request) else queryset

    @admin.display(description="")
    def thumbnail(self, image):
        return self.drawn(image, "whole", 480, "catalog-thumbnail")

    @admin.display(description=_("picture"))
    def preview(self, image):
        return self.drawn(image, "whole", 960, "catalog-preview")

    def drawn(self, image, shape, width, css_class):
        return format_html('<img class="{}" src="{}" alt="">', css_class, image.rendition_address(shape, width))

    @admin.display(description=_("size"))
    def size(self, image):
        return f"{image.width} × {image.height}"

    def save_form(self, request, form, change):
        if not change:
            form.instance.uploaded_by = request.user
        return super().save_form(request, form, change)

    def save_model(self, request, obj, form, change):
        if not change:
            if form.found_again:
                text = _("This picture is here already; it is shown with the texts that it has.")
                self.message_user(request, text, messages.WARNING)
            return
        x, y = obj.focal_x, obj.focal_y
        obj.focal_x, obj.focal_y = form.initial["focal_x"], form.initial["focal_y"]
        super().save_model(request, obj, form, change)
        if (x, y) != (obj.focal_x, obj.focal_y):
            obj.set_focal_point(x, y)
