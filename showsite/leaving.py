"""The admin's page from which a newsroom takes everything with it."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import StreamingHttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from showsite.exporting import LEFT_OUT, exported_models, zipped


def take_everything(request, site):
    """What there is to take; by POST, all of it as a zip that is made while it is sent."""
    if not request.user.has_perm("catalog.export_everything"):
        raise PermissionDenied
    if request.method == "POST":
        name = f"{slugify(settings.SITE_NAME) or 'showsite'}-{timezone.localdate().isoformat()}.zip"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
        return StreamingHttpResponse(zipped(), content_type="application/zip", headers=headers)
    context = {
        **site.each_context(request),
        "title": _("Take everything"),
        "names": [model._meta.verbose_name_plural for model in exported_models() if not model._meta.auto_created],
        "left_out": sorted(LEFT_OUT.items()),
    }
    return TemplateResponse(request, "admin/take_everything.html", context)
