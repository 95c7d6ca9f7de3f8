from django.contrib import admin
from django.urls import path, re_path

from showsite.pictures import picture

urlpatterns = [
    path("admin/", admin.site.urls),
    re_path(
        r"^media/(?P<address>[0-9a-f]{36})/(?P<width>[1-9][0-9]{0,4})x(?P<height>[1-9][0-9]{0,4})"
        r"\.(?P<extension>avif|webp|jpg)$",
        picture,
        name="picture",
    ),
]
