"""The library of pictures: found by use and by what is missing; a file replaced while pages keep working."""

from datetime import timedelta
from io import BytesIO

import PIL.Image
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from catalog.models import Image
from catalog.pictures import SHAPES
from tests import make
from tests.admin_pages import address

pytestmark = pytest.mark.django_db


def found(client, **query):
    rows = client.get(address(Image, "changelist"), query).context_data["cl"].result_list
    return {image.alt or image.caption or image.credit for image in rows}


def upload(color, size=(900, 300)):
    file = BytesIO()
    PIL.Image.new("RGB", size, color).save(file, "PNG")
    return SimpleUploadedFile("new.png", file.getvalue(), "image/png")


def replace(client, image, file):
    page = address(Image, "replace", image.pk)
    return client.post(page, {"picture": file}, follow=True)


def test_pictures_are_found_by_use(client, editor):
    shown, draft, hero, _unused = (make.an_image(alt=alt) for alt in ("shown", "draft", "hero", "unused"))
    make.a_series("Public", poster=shown)
    make.a_series("Hidden", poster=draft, hidden=True)
    make.an_article(hero=hero)

    assert found(client, use="public") == {"shown"}
    assert found(client, use="drafts") == {"draft", "hero"}
    assert found(client, use="unused") == {"unused"}
    page = client.get(address(Image, "changelist")).content.decode()
    assert [page.count(words) for words in (">seen by readers<", ">used, not seen<", ">not used<")] == [1, 2, 1]


def test_pictures_are_found_by_words_licence_description_and_rights(client, editor):
    now = timezone.now()
    make.an_image(alt="A lighthouse", credit="Rowan Pike", licence="CC BY-SA 4.0")
    make.an_image(alt="", caption="Bare", rights_until=now + timedelta(days=3))
    make.an_image(alt="", credit="Ornament", decorative=True, rights_until=now - timedelta(days=3))

    assert found(client, q="light pike") == {"A lighthouse"}
    assert found(client, licence="CC BY-SA 4.0") == {"A lighthouse"}
    assert found(client, licence="-") == {"Bare", "Ornament"}
    assert found(client, described="no") == {"Bare"}
    assert found(client, described="decorative") == {"Ornament"}
    assert found(client, rights="soon") == {"Bare"}
    assert found(client, rights="ended") == {"Ornament"}
    assert client.get(address(Image, "changelist"), {"licence": "\x00"}).status_code == 400


def test_the_library_takes_as_many_queries_for_twenty_pictures_as_for_two(client, editor, django_assert_num_queries):
    for number in range(2):
        make.an_image(alt=f"few {number}", size=(32, 32))
    client.get(address(Image, "changelist"))
    with django_assert_num_queries(8):
        client.get(address(Image, "changelist"))
    for number in range(18):
        make.an_image(alt=f"many {number}", size=(32, 32))
    with django_assert_num_queries(8):
        client.get(address(Image, "changelist"))


def test_a_replaced_file_is_shown_everywhere_and_its_old_addresses_lead_to_it(
    client, editor, django_capture_on_commit_callbacks
):
    image = make.an_image(alt="A lighthouse", size=(640, 960), focal_x=20)
    series = make.a_series(poster=image)
    old = {shape: image.rendition_address(shape, 9999) for shape in ("poster", "whole", "wide")}
    master = image.file.name

    with django_capture_on_commit_callbacks(execute=True):
        replace(client, image, upload("teal"))

    client.logout()
    image.refresh_from_db()
    assert (image.alt, image.focal_x, image.width) == ("A lighthouse", 20, 900)
    assert image.rendition_address("poster", 640) in client.get(series.get_absolute_url()).content.decode()
    assert not image.file.storage.exists(master)
    for shape, where in old.items():
        answer = client.get(where)
        assert (answer.status_code, answer["Cache-Control"]) == (302, "public, max-age=0"), shape
        picture = client.get(answer["Location"])
        assert picture.status_code == 200, shape
        width, height = PIL.Image.open(BytesIO(picture.content)).size
        if shape != "whole":
            across, down = SHAPES[shape].ratio
            assert width / height == pytest.approx(across / down, abs=0.02)


def test_files_replaced_twice_and_back_again_still_lead_to_the_present_one(client, editor):
    image = make.an_image((96, 64), "red", alt="x")
    make.a_series(poster=image)
    addresses = [image.rendition_address("whole", 96)]
    for color in ("green", "blue", "red"):
        image.replace_file(PIL.Image.new("RGB", (96, 64), color))
        addresses.append(image.rendition_address("whole", 96))

    assert addresses[0] == addresses[-1] and len(set(addresses)) == 3
    for where in addresses:
        answer = client.get(where, follow=True)
        assert answer.status_code == 200 and (
            answer.redirect_chain == [] or answer.redirect_chain[-1][0] == addresses[0]
        )


def test_a_picture_that_is_here_already_takes_no_other_ones_place(client, editor):
    one, other = make.an_image((96, 64), "red", alt="one"), make.an_image((96, 64), "green", alt="other")

    answer = replace(client, one, upload("green", (96, 64)))

    assert "This picture is here already: “other”." in answer.content.decode()
    assert "It is the same picture." in replace(client, one, upload("red", (96, 64))).content.decode()
    with pytest.raises(ValidationError):
        one.replace_file(PIL.Image.new("RGB", (96, 64), "green"))
    other.refresh_from_db()
    assert other.address != one.address


def test_what_is_no_picture_replaces_nothing(client, editor):
    image = make.an_image(alt="x")

    answer = replace(client, image, SimpleUploadedFile("x.png", b"no picture", "image/png"))

    assert "This is not a picture that can be taken" in answer.content.decode()
    assert Image.objects.get().address == image.address


def test_the_page_of_a_picture_shows_every_crop(client, editor):
    image = make.an_image((1200, 800), alt="x")

    page = client.get(address(Image, "change", image.pk)).content.decode()

    for shape in ("poster", "portrait", "wide", "card", "square"):
        assert f'class="shape-{shape}" src="{image.rendition_address(shape, 320)}"' in page
