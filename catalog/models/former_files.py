"""What a picture was before its file was replaced."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class FormerFile(models.Model):
    """A file that a picture had. It is gone; its addresses lead to the file that took its place, for ever."""

    image = models.ForeignKey("Image", on_delete=models.CASCADE, related_name="former_files")
    content_hash = models.CharField(max_length=64, unique=True)
    replaced_at = models.DateTimeField(default=timezone.now)
    replaced_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-replaced_at", "-pk"]
        verbose_name, verbose_name_plural = _("former file"), _("former files")

    def __str__(self):
        return self.content_hash[:8]
