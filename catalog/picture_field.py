"""The form field through which pictures come in."""

from django import forms
from django.core.exceptions import ValidationError

from catalog import pictures


class PictureField(forms.FileField):
    """A file that must be a picture; cleaned, it is the picture as `pictures.read` gives it, for `Image.objects.take`.

    A form field of its own beside a model form's: the row keeps another file than the one sent.
    """

    widget = forms.ClearableFileInput

    def to_python(self, data):
        file = super().to_python(data)
        if file is None:
            return None
        try:
            return pictures.read(file)
        except pictures.UnreadablePicture as error:
            raise ValidationError(error.reason, code="unreadable") from error

    def widget_attrs(self, widget):
        return {**super().widget_attrs(widget), "accept": ",".join(f"image/{name.lower()}" for name in pictures.TAKEN)}
