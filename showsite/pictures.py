"""The addresses of pictures: `/media/<address>/<width>x<height>.<extension>`."""

from hashlib import sha256
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseGone, HttpResponseRedirect
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.models import Image
from catalog.models.images import ADDRESS
from catalog.pictures import CONTENT_TYPES
from news.sharing import grants
from showsite.login.duty import owes_second_factor

# A removed picture lives on in caches for a day at most.
MAX_AGE = 24 * 60 * 60


@require_safe
def picture(request, address, width, height, extension):
    """A rendition of a picture that something public uses; staff, and who has a grant, may see the others too.

    Grant and session are asked for only when the picture is not public: public answers are the same for everybody.
    """
    now = timezone.now()
    image = Image.objects.at_address(address).first()
    if image is None:
        raise Http404
    width, height = int(width), int(height)
    if not image.has_rendition(width, height, extension):
        if image.names_present_file(address):
            raise Http404
        # The file was replaced by one of another size.
        width, height = image.nearest_rendition(width, height, extension)
    public = Image.objects.public(now).contains(image)
    grant = "" if public else request.GET.get("grant", "")
    if not (public or (grant and grants(grant, image)) or _is_at_work(request)):
        if image.removed_at:
            return HttpResponseGone(_("This picture has been removed."), content_type="text/plain; charset=utf-8")
        raise Http404
    if address == image.address:
        response = _rendition(request, image, width, height, extension)
        lifetime = min(MAX_AGE, int((image.rights_until - now).total_seconds()))
    else:
        present = ADDRESS.format(address=image.address, width=width, height=height, extension=extension)
        response = HttpResponseRedirect(f"{present}?{urlencode({'grant': grant})}" if grant else present)
        # A crop that moves back would otherwise meet a remembered redirect, and go round in circles.
        lifetime = 0
    if public:
        patch_cache_control(response, public=True, max_age=lifetime)
    else:
        patch_cache_control(response, private=True, no_store=True)
    return response


def _is_at_work(request) -> bool:
    return request.user.is_staff and not owes_second_factor(request)


def _rendition(request, image, width, height, extension):
    try:
        data = image.read_rendition(width, height, extension)
    except FileNotFoundError as error:
        raise Http404 from error
    etag = f'"{sha256(data).hexdigest()[:32]}"'
    response = HttpResponse(data, content_type=CONTENT_TYPES[extension], headers={"ETag": etag})
    return get_conditional_response(request, etag=etag, response=response)
