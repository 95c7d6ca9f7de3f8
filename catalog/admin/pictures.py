"""Pictures: taken in here, and shown here before readers see them."""

from datetime import timedelta

from django.contrib import admin, messages
from django.db.models import Count
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.admin.base import act
from catalog.admin.lists import RemovalFilter
from catalog.admin.removal import RemovableAdmin
from catalog.forms import NewImageForm, ReplaceFileForm
from catalog.models import Image
from catalog.pictures import SHAPES

SOON = timedelta(days=30)
MOST_LICENCES = 30


class UseFilter(admin.SimpleListFilter):
    """By who sees it."""

    title, parameter_name = _("use"), "use"

    def lookups(self, request, model_admin):
        return [("public", _("Seen by readers")), ("drafts", _("Used, not seen")), ("unused", _("Not used"))]

    def queryset(self, request, queryset):
        words = {"public": "public", "drafts": "used_in_drafts", "unused": "unused"}
        return getattr(queryset, words[self.value()])() if self.value() in words else queryset


class DescriptionFilter(admin.SimpleListFilter):
    title, parameter_name = _("alternative text"), "described"

    def lookups(self, request, model_admin):
        there = pgettext_lazy("alternative text", "There")
        return [("no", _("Missing")), ("decorative", _("Not needed: decorative")), ("yes", there)]

    def queryset(self, request, queryset):
        if self.value() == "no":
            return queryset.undescribed()
        if self.value() == "decorative":
            return queryset.filter(decorative=True)
        return queryset.exclude(alt="") if self.value() == "yes" else queryset


class LicenceFilter(admin.SimpleListFilter):
    """By the licences that there are, the commonest first."""

    title, parameter_name = _("licence"), "licence"

    def lookups(self, request, model_admin):
        said = Image.objects.exclude(licence="").order_by().values_list("licence").annotate(n=Count("pk"))
        return [("-", _("None given")), *((name, name) for name, _n in said.order_by("-n", "licence")[:MOST_LICENCES])]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        return queryset.filter(licence="" if self.value() == "-" else self.value().replace("\x00", "\ufffd"))


class RightsFilter(admin.SimpleListFilter):
    title, parameter_name = _("rights"), "rights"

    def lookups(self, request, model_admin):
        return [("ended", pgettext_lazy("rights", "Ended")), ("soon", _("End within 30 days"))]

    def queryset(self, request, queryset):
        now = timezone.now()
        if self.value() == "ended":
            return queryset.filter(rights_until__lte=now)
        if self.value() == "soon":
            return queryset.filter(rights_until__gt=now, rights_until__lte=now + SOON)
        return queryset


@admin.register(Image)
class ImageAdmin(RemovableAdmin):
    fieldsets = [
        (None, {"fields": ["preview", ("alt", "decorative"), "caption"]}),
        (_("Rights"), {"fields": ["credit", "licence", "source_url", "rights_until"]}),
        (_("Crops"), {"fields": [("focal_x", "focal_y"), "crops"]}),
    ]
    readonly_fields = ["preview", "crops"]
    list_display = ["thumbnail", "__str__", "credit", "licence", "standing"]
    list_display_links = ["thumbnail", "__str__"]
    list_filter = [
        UseFilter,
        DescriptionFilter,
        LicenceFilter,
        ("credit", admin.EmptyFieldListFilter),
        RightsFilter,
        RemovalFilter,
    ]
    search_fields = ["search_name"]
    search_help_text = _("Alternative text, caption, credit or licence.")
    date_hierarchy = "uploaded_at"
    acts = ["replace", *RemovableAdmin.acts]

    class Media:
        js = ["catalog/admin/focal.js"]

    def get_fieldsets(self, request, obj=None):
        if obj:
            return super().get_fieldsets(request, obj)
        first = (None, {"fields": ["picture", ("alt", "decorative"), "caption"]})
        crops = (_("Crops"), {"fields": [("focal_x", "focal_y")]})
        return [first, super().get_fieldsets(request, obj)[1], crops]

    def get_form(self, request, obj=None, change=False, **kwargs):
        if not change:
            kwargs["form"] = NewImageForm
        return super().get_form(request, obj, change, **kwargs)

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        return queryset.present() if self.is_choosing(request) else queryset.with_uses()

    @admin.display(description="")
    def thumbnail(self, image):
        return self.drawn(image, "whole", 480, "catalog-thumbnail", alt=str(image))

    @admin.display(description=_("picture"))
    def preview(self, image):
        """With a mark at the focal point, which a script lets one move by click and by arrow keys."""
        return format_html(
            '<div class="catalog-focal" data-label="{}">{}</div>',
            _("Focal point. Arrow keys move it, with Shift in larger steps."),
            self.drawn(image, "whole", 960, "catalog-preview"),
        )

    @admin.display(description=_("as it is shown"))
    def crops(self, image):
        """Each shape in which pages and machines show it; its own shape is not cropped."""
        cut = [(name, shape.ratio) for name, shape in SHAPES.items() if shape.ratio]
        words = {
            "poster": pgettext_lazy("shape", "poster"),
            "portrait": pgettext_lazy("shape", "portrait"),
            "wide": pgettext_lazy("shape", "wide"),
            "card": pgettext_lazy("shape", "card"),
            "square": pgettext_lazy("shape", "square"),
        }
        return format_html(
            '<div class="catalog-crops">{}</div>',
            format_html_join(
                "",
                '<figure data-across="{}" data-down="{}">{}<figcaption>{} {}:{}</figcaption></figure>',
                ((*ratio, self.drawn(image, name, 320, f"shape-{name}"), words[name], *ratio) for name, ratio in cut),
            ),
        )

    def drawn(self, image, shape, width, css_class, alt=""):
        return format_html('<img class="{}" src="{}" alt="{}">', css_class, image.rendition_address(shape, width), alt)

    @admin.display(description=_("standing"))
    def standing(self, image):
        """Who sees it, and what it lacks."""
        now = timezone.now()
        words = [_("seen by readers") if image.is_shown else _("used, not seen") if image.is_used else _("not used")]
        if not image.described:
            words.append(_("no alternative text"))
        if not image.credit:
            words.append(_("no credit"))
        if image.rights_until <= now:
            words.append(_("rights have ended"))
        elif image.rights_until <= now + SOON:
            words.append(_("rights end on %s") % timezone.localtime(image.rights_until).date().isoformat())
        return format_html_join("", '<span class="catalog-mark">{}</span> ', ((word,) for word in words))

    @act(
        _("Replace the file"),
        form=ReplaceFileForm,
        explanation=_(
            "The new picture is shown at once wherever this one is used; alternative text, credit and rights stay as "
            "they are. Addresses of the old file lead to the new one. The old file is deleted."
        ),
    )
    def replace(self, request, image, data):
        image.replace_file(data["picture"], by=request.user)
        return _("Replaced the file of “%s”. Please check its texts, its rights and its focal point.") % image

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
