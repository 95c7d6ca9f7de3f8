from django.contrib import admin
from django.urls import path, re_path

from showsite.pictures import picture

urlpatterns = [
    path("admin/", admin.site.urls),
    re_path(
        r"^media/(?P<address>[0-9a-f]{1,64})/(?P<width>[0-9]{1,5})x(?P<height>[0-9]{1,5})\.(?P<extension>[a-z]{1,5})$",
        picture,
        name="picture",
    ),
]
