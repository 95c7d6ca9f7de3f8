"""Pictures: what is taken and what is refused, what is kept, who may see it and until when."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO
from zlib import crc32

import PIL.Image
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.forms import Form
from django.template import Context, Template
from django.utils import timezone
from PIL import ImageCms, PngImagePlugin

from catalog import pictures, publicity
from catalog.models import Image
from catalog.picture_field import PictureField
from tests import make

RED, GREEN, BLUE, WHITE = (220, 20, 20), (20, 160, 40), (20, 40, 200), (255, 255, 255)
SECRETS = [b"Exif", b"acsp", b"xmpmeta", b"<script>", b"Jane Roe"]


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


# Files


def half_and_half(size=(64, 48), left=RED, right=BLUE, mode="RGB"):
    """Red on its left half, blue on its right: it is seen which way up it is."""
    picture = PIL.Image.new("RGB", size, left)
    picture.paste(right, (size[0] // 2, 0, *size))
    return picture.convert(mode)


def a_file(picture=None, kind="PNG", **options):
    file = BytesIO()
    (picture or half_and_half()).save(file, kind, **options)
    return BytesIO(file.getvalue())


def exif(orientation):
    data = PIL.Image.Exif()
    data[0x0112] = orientation
    data[0x013B] = "Jane Roe"
    data[0x8825] = {1: "N", 2: (52.0, 31.0, 0.0), 3: "E", 4: (13.0, 24.0, 0.0)}
    return data.tobytes()


def is_like(pixel, color):
    return all(abs(one - other) < 24 for one, other in zip(pixel, color, strict=True))


def files_under(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def refusal(file):
    with pytest.raises(pictures.UnreadablePicture) as refused:
        pictures.read(file)
    return str(refused.value.reason)


# Reading


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_four_kinds_of_file_are_taken(kind):
    picture = pictures.read(a_file(kind=kind))

    assert picture.size == (64, 48)
    assert picture.mode == "RGB"
    assert is_like(picture.getpixel((5, 20)), RED)


# Where the left half of the picture as stored is in the picture as meant.
@pytest.mark.parametrize(
    ("orientation", "where"), [(3, (58, 20)), (6, (20, 5)), (8, (20, 58)), (2, (58, 20)), (4, (5, 20))]
)
@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "PNG", "AVIF"])
def test_a_turned_photograph_stands_upright(kind, orientation, where):
    picture = pictures.read(a_file(kind=kind, exif=exif(orientation)))

    assert picture.size == ((48, 64) if orientation in (6, 8) else (64, 48))
    assert is_like(picture.getpixel(where), RED)


def test_print_colours_become_screen_colours():
    cmyk = PIL.Image.new("CMYK", (64, 48), (0, 255, 255, 0))

    assert is_like(pictures.read(a_file(cmyk, "JPEG")).getpixel((9, 9)), (255, 0, 0))


def test_sixteen_bits_of_grey_are_scaled_and_not_clipped():
    grey = PIL.Image.new("I;16", (64, 48), 128 * 256)

    assert is_like(pictures.read(a_file(grey)).getpixel((9, 9)), (128, 128, 128))


def test_a_palette_becomes_colours():
    assert is_like(pictures.read(a_file(half_and_half(mode="P"))).getpixel((60, 20)), BLUE)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_was_transparent_is_white(mode):
    see_through = PIL.Image.new("RGBA", (64, 48), (0, 0, 0, 0))

    assert pictures.read(a_file(see_through.convert(mode))).getpixel((9, 9)) == WHITE


def test_colours_in_another_space_are_brought_to_ours():
    ours = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # A space in which red stands where blue is in ours.
    exchanged = ours.replace(b"rXYZ", b"swap").replace(b"bXYZ", b"rXYZ").replace(b"swap", b"bXYZ")

    assert is_like(pictures.read(a_file(icc_profile=ours)).getpixel((5, 20)), RED)
    red, _green, blue = pictures.read(a_file(icc_profile=exchanged)).getpixel((5, 20))
    assert blue > 200 > 60 > red


def test_a_colour_profile_that_is_broken_is_ignored():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()

    for profile in (lab, b"no profile at all", b"\x00" * 128):
        assert is_like(pictures.read(a_file(icc_profile=profile)).getpixel((5, 20)), RED)


def test_a_telephones_picture_with_a_second_one_behind_it_is_taken_by_its_first():
    both = a_file(half_and_half(), "MPO", save_all=True, append_images=[PIL.Image.new("RGB", (64, 48), GREEN)])

    assert is_like(pictures.read(both).getpixel((5, 20)), RED)


def test_a_picture_is_kept_at_no_more_than_4096_pixels_a_side():
    assert pictures.read(a_file(PIL.Image.new("RGB", (5000, 100), RED))).size == (4096, 82)


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "ICO", "JPEG2000", "PPM", "TGA"])
def test_other_kinds_are_refused_whatever_they_are_called(kind):
    assert "JPEG, PNG, WebP and AVIF" in refusal(a_file(kind=kind))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"%PDF-1.4",
        b"GIF89a",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0" + bytes(40),
        b"\x00\x00\x00\x1cftypavif" + bytes(60),
    ],
)
def test_what_is_no_picture_is_refused(data):
    assert "JPEG, PNG, WebP and AVIF" in refusal(BytesIO(data))


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
def test_a_moving_picture_is_refused(kind):
    frames = [PIL.Image.new("RGB", (64, 48), color) for color in (GREEN, BLUE)]

    assert "moves" in refusal(a_file(half_and_half(), kind, save_all=True, append_images=frames, duration=100))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_file_that_ends_early_is_refused(kind):
    noise = PIL.Image.effect_noise((200, 200), 80).convert("RGB")
    data = a_file(noise, kind).getvalue()

    assert "damaged" in refusal(BytesIO(data[: len(data) // 2]))


def test_a_png_with_a_false_checksum_is_refused():
    data = bytearray(a_file().getvalue())
    data[data.index(b"IDAT") + 8] ^= 255

    assert "damaged" in refusal(BytesIO(data))


def test_a_png_with_garbage_behind_its_pixels_is_refused():
    data = a_file().getvalue()

    assert "damaged" in refusal(BytesIO(data[:-12] + b"\x00\x00\x00\x04<?=>" + data[-12:]))


def test_words_that_unpack_to_gigabytes_are_refused():
    text = PngImagePlugin.PngInfo()
    text.add_text("comment", "x" * 9_000_000, zip=True)

    assert "damaged" in refusal(a_file(pnginfo=text))


@pytest.mark.parametrize("side", [8_000, 12_000, 60_000])
def test_a_picture_that_unpacks_to_too_many_pixels_is_refused_before_it_is_decoded(side):
    data = bytearray(a_file().getvalue())
    data[16:24] = side.to_bytes(4) * 2
    data[29:33] = crc32(data[12:29]).to_bytes(4)

    assert "50 million pixels" in refusal(BytesIO(data))


def test_a_file_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(pictures, "MAX_BYTES", 1024 * 1024)

    assert "larger than 1 MB" in refusal(BytesIO(bytes(1024 * 1024 + 1)))


def test_a_speck_is_refused():
    assert "too small" in refusal(a_file(PIL.Image.new("RGB", (15, 300))))


def test_a_decoder_that_fails_in_any_way_is_the_files_fault(monkeypatch):
    for error in (MemoryError, RecursionError, KeyError, ZeroDivisionError):
        monkeypatch.setattr(PIL.Image.Image, "thumbnail", lambda *args, error=error: (_ for _ in ()).throw(error))

        assert "damaged" in refusal(a_file())


# Cutting


def test_a_crop_follows_the_focal_point_and_stays_inside():
    assert pictures.crop(300, 100, (1, 1), (50, 50)) == (100, 0, 200, 100)
    assert pictures.crop(300, 100, (1, 1), (0, 0)) == (0, 0, 100, 100)
    assert pictures.crop(300, 100, (1, 1), (100, 50)) == (200, 0, 300, 100)
    assert pictures.crop(100, 300, (1, 1), (50, 70)) == (0, 160, 100, 260)


def test_no_rendition_is_larger_than_the_picture_has_pixels_for():
    assert pictures.sizes("wide", 1300, 900) == [(288, 162), (360, 202), (560, 315), (720, 405), (1200, 675)]
    assert pictures.sizes("poster", 1300, 900) == [(80, 120), (160, 240), (240, 360), (360, 540)]
    assert pictures.sizes("whole", 1000, 500) == [(360, 180), (720, 360)]


def test_every_shape_has_a_size_for_the_smallest_and_for_the_narrowest_picture():
    for width, height in [(16, 16), (16, 4096), (4096, 16)]:
        for shape in pictures.SHAPES:
            for size in pictures.sizes(shape, width, height):
                picture = pictures.cut(PIL.Image.new("RGB", (width, height)), shape, size, (50, 50))
                assert picture.size == size
                assert pictures.encode(picture, "webp")


def test_the_main_colour_is_the_commonest_and_no_mixture():
    assert pictures.dominant_color(PIL.Image.new("RGB", (64, 48), "#336699")) == "#336699"
    mostly_green = half_and_half(left=GREEN, right=GREEN)
    mostly_green.paste(RED, (0, 0, 20, 48))
    assert pictures.dominant_color(mostly_green) == "#14a028"


# Keeping


def test_a_picture_is_kept_with_its_renditions_in_three_formats(db, media):
    image = Image.objects.take(a_file(half_and_half((1000, 800))), alt="Two halves", by=None)

    assert (image.width, image.height, image.alt) == (1000, 800, "Two halves")
    for shape in pictures.SHAPES:
        for width, height, addresses in image.renditions(shape):
            for extension in addresses:
                cut = PIL.Image.open(BytesIO(image.read_rendition(width, height, extension)))
                assert cut.size == (width, height)
                assert cut.format == pictures.FORMATS[extension][0]


def test_nothing_but_pixels_of_an_upload_is_kept(db, media):
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "Jane Roe")
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>Jane Roe</x:xmpmeta>"
    extras = {"exif": exif(6), "icc_profile": profile}
    for number, (kind, options) in enumerate(
        {
            "JPEG": {**extras, "xmp": xmp, "comment": b"<script>alert(1)</script>"},
            "PNG": {**extras, "pnginfo": text},
            "WEBP": {**extras, "xmp": xmp},
            "AVIF": {**extras, "xmp": xmp},
        }.items()
    ):
        Image.objects.take(a_file(half_and_half((80 + number, 60)), kind, **options))

    assert Image.objects.count() == 4
    for path in files_under(media):
        data = path.read_bytes()
        assert not [secret for secret in SECRETS if secret in data], path
        assert not PIL.Image.open(BytesIO(data)).getexif()


def test_what_follows_the_end_of_a_picture_is_not_kept(db, media):
    Image.objects.take(BytesIO(a_file(kind="JPEG").getvalue() + b"<script>alert(1)</script>"))

    assert not [path for path in files_under(media) if b"<script>" in path.read_bytes()]


def test_the_same_picture_again_is_the_picture_that_is_here(db, media, django_capture_on_commit_callbacks):
    first = Image.objects.take(a_file(), alt="Two halves")
    with django_capture_on_commit_callbacks(execute=True):
        first.set_focal_point(10, 10)
    files = files_under(media)

    again = Image.objects.take(a_file(), alt="Something else")

    assert again == first
    assert again.alt == "Two halves"
    assert files_under(media) == files
    assert Image.objects.same_as(pictures.read(a_file())).get() == first


def test_a_picture_is_developed_without_the_database_and_saved_later(db, media, django_assert_num_queries):
    with django_assert_num_queries(0):
        image = Image.objects.develop(half_and_half((300, 200)), alt="Two halves")
    files = files_under(media)
    image.save()

    assert Image.objects.take(half_and_half((300, 200))) == image
    assert files_under(media) == files


def test_two_who_upload_one_picture_at_once_get_the_same(db, monkeypatch):
    first = Image.objects.take(a_file())
    make_renditions = Image.make_renditions

    def while_somebody_else_is_faster(image, picture):
        Image.objects.filter(content_hash="0" * 64).update(content_hash=first.content_hash)
        return make_renditions(image, picture)

    Image.objects.filter(pk=first.pk).update(content_hash="0" * 64)
    monkeypatch.setattr(Image, "make_renditions", while_somebody_else_is_faster)

    assert Image.objects.take(a_file()) == first


def test_a_picture_cannot_be_decorative_and_described(db):
    with pytest.raises(IntegrityError, match="image_described_or_decorative_not_both"), transaction.atomic():
        make.an_image(alt="A road", decorative=True)


def test_a_picture_is_described_by_a_text_or_by_being_decorative(db):
    assert not make.an_image(alt="").described
    assert make.an_image(alt="A road").described
    assert make.an_image(decorative=True).described


@pytest.mark.parametrize("point", [(101, 50), (50, -1)])
def test_a_focal_point_lies_inside(db, point):
    with pytest.raises(ValueError, match="between 0 and 100"):
        make.an_image().set_focal_point(*point)


def test_a_moved_focal_point_cuts_anew_at_a_new_address(db, media, django_capture_on_commit_callbacks):
    image = Image.objects.take(a_file(half_and_half((300, 100))))
    before, old = files_under(media), image.rendition_address("square", 600)

    with django_capture_on_commit_callbacks(execute=True):
        image.set_focal_point(100, 50)

    assert image.rendition_address("square", 600) != old
    square = PIL.Image.open(BytesIO(image.read_rendition(600, 600, "jpg")))
    assert is_like(square.getpixel((10, 300)), BLUE)
    assert len(files_under(media)) == len(before)
    assert Image.objects.get(address=image.address) == image


def test_pictures_are_found_by_the_beginnings_of_their_words_in_any_script(db):
    image = make.an_image(alt="Солёная дорога", credit="Zoë Müller")
    make.an_image(alt="Another")

    assert list(Image.objects.search("соленая МЮЛ")) == []
    assert list(Image.objects.search("СОЛЕНАЯ mull")) == [image]


# Making what is missing


def make_renditions():
    out, err = StringIO(), StringIO()
    call_command("make_renditions", stdout=out, stderr=err)
    return out.getvalue()


def test_missing_files_are_made_and_the_others_left_alone(db, media):
    image = make.an_image()
    files = files_under(media / "renditions")
    files[0].unlink()
    (files[1]).write_bytes(b"as it was")

    assert make_renditions() == f"{image.file.name}: 1\n1 file made.\n"
    assert files_under(media / "renditions") == files
    assert files[1].read_bytes() == b"as it was"
    assert make_renditions() == "0 files made.\n"
    assert image.has_rendition(288, 162, "avif")


def test_a_lost_master_is_reported_and_the_other_pictures_are_made(db, media):
    lost, fine = make.an_image(), make.an_image()
    for path in files_under(media / "renditions"):
        path.unlink()
    (media / lost.file.name).unlink()

    with pytest.raises(CommandError, match="1 picture cannot be read"):
        make_renditions()
    assert fine.read_rendition(288, 162, "jpg")


# Who may see it


def address_of(image, extension="jpg"):
    return image.rendition_address("wide", 288, extension)


@pytest.mark.parametrize(
    ("extension", "kind"), [("avif", "image/avif"), ("webp", "image/webp"), ("jpg", "image/jpeg")]
)
def test_everybody_sees_what_a_public_series_shows(client, db, extension, kind):
    image = make.an_image()
    make.a_series(poster=image)

    answer = client.get(address_of(image, extension))

    assert answer.status_code == 200
    assert answer["Content-Type"] == kind
    assert answer["Cache-Control"] == "public, max-age=86400"
    assert answer.content == image.read_rendition(288, 162, extension)
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


@pytest.mark.parametrize("hidden", [False, True])
def test_seasons_people_and_videos_show_pictures_while_their_series_is_public(client, db, hidden):
    poster, photo, still = make.an_image(), make.an_image(), make.an_image()
    series = make.a_series(hidden=hidden)
    season = make.a_season(series, poster=poster)
    make.a_cast_credit(season, make.a_person(photo=photo))
    make.a_video(series, poster=still)

    for image in (poster, photo, still):
        assert client.get(address_of(image)).status_code == (404 if hidden else 200)


def test_what_another_part_of_the_site_shows_is_public_from_the_moment_it_says(client, db, monkeypatch, time_machine):
    image, noon = make.an_image(), datetime(2026, 3, 1, 12, tzinfo=UTC)

    def shown(at):
        return Image.objects.filter(pk=image.pk).values("pk") if at >= noon else Image.objects.none().values("pk")

    monkeypatch.setattr(publicity, "_uses", defaultdict(list))
    publicity.register_use("image", shown)

    time_machine.move_to(noon - make.SECOND, tick=False)
    assert client.get(address_of(image)).status_code == 404
    time_machine.move_to(noon, tick=False)
    assert client.get(address_of(image)).status_code == 200


def test_a_picture_that_nothing_public_uses_is_not_there(client, db):
    unused, hidden = make.an_image(), make.an_image()
    make.a_series(poster=hidden, hidden=True)

    assert client.get(address_of(unused)).status_code == 404
    assert client.get(address_of(hidden)).status_code == 404


def test_staff_see_what_is_not_public_and_nobody_keeps_it(client, db):
    image = make.an_image()
    client.force_login(make.a_user())

    answer = client.get(address_of(image))

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"


def test_a_reader_who_is_logged_in_is_no_staff(client, db):
    client.force_login(make.a_user(is_staff=False))

    assert client.get(address_of(make.an_image())).status_code == 404


def test_a_picture_is_gone_in_the_moment_its_rights_end(client, db, time_machine):
    end = timezone.now().replace(microsecond=0) + timedelta(hours=2)
    image = make.an_image(rights_until=end)
    make.a_series(poster=image)

    time_machine.move_to(end - timedelta(seconds=90), tick=False)
    assert client.get(address_of(image))["Cache-Control"] == "public, max-age=90"
    time_machine.move_to(end, tick=False)
    assert client.get(address_of(image)).status_code == 404


def test_a_removed_picture_is_gone_for_readers_and_not_for_staff(client, db):
    image = make.an_image()
    make.a_series(poster=image)
    image.remove("The photographer asked for it.")

    assert client.get(address_of(image)).status_code == 410
    client.force_login(make.a_user())
    assert client.get(address_of(image)).status_code == 200


def test_an_unchanged_picture_is_not_sent_again(client, db):
    image = make.an_image()
    make.a_series(poster=image)
    first = client.get(address_of(image))

    again = client.get(address_of(image), headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert again.content == b""
    assert again["Cache-Control"] == "public, max-age=86400"
    assert client.head(address_of(image))["ETag"] == first["ETag"]
    assert client.post(address_of(image)).status_code == 405


def test_knowing_an_etag_shows_nobody_what_is_hidden(client, db):
    image = make.an_image()

    assert client.get(address_of(image), headers={"If-None-Match": "*"}).status_code == 404


def test_an_address_from_before_the_crop_moved_leads_to_the_present_one(client, db):
    image = make.an_image()
    make.a_series(poster=image)
    old = address_of(image)
    image.set_focal_point(10, 90)

    answer = client.get(old)

    assert (answer.status_code, answer["Location"]) == (302, address_of(image))
    # A crop that moves back must not meet a remembered redirect.
    assert "max-age=0" in answer["Cache-Control"]
    assert client.get(answer["Location"]).status_code == 200
    assert client.get(old.replace("288x162", "289x162")).status_code == 404


def test_the_master_and_other_files_have_no_address(client, db):
    image = make.an_image()
    make.a_series(poster=image)
    start = f"/media/{image.address}/"

    for path in [
        f"/media/{image.file.name}",
        f"/media/renditions/{image.address[:2]}/{image.address}/288x162.jpg",
        f"{start}96x64.png",
        f"{start}289x162.jpg",
        f"{start}0288x162.jpg",
        f"{start}288x162.jpg/",
        f"{start}600x600.webp",
        f"{start}99999x99999.jpg",
        f"{start}../../masters/{image.content_hash}.jpg",
        f"{start}%2e%2e%2f288x162.jpg",
        f"{start}288x162.jpg%00",
        f"{start}\uff14\uff18\uff10x270.jpg",
        f"/media/{'0' * 36}/288x162.jpg",
        f"/media/{image.address.upper()}/288x162.jpg",
    ]:
        assert client.get(path).status_code == 404, path


def test_a_rendition_whose_file_is_missing_is_a_404(client, db, media):
    image = make.an_image()
    make.a_series(poster=image)
    for path in files_under(media / "renditions"):
        path.unlink()

    assert client.get(address_of(image)).status_code == 404


def test_a_public_picture_costs_two_queries(client, db, django_assert_num_queries):
    image = make.an_image()
    make.a_series(poster=image)

    with django_assert_num_queries(2):
        client.get(address_of(image))


# In pages


def drawn(image, arguments="shape='poster' sizes='10rem'"):
    return (
        Template(f"{{% load pictures %}}{{% picture image {arguments} %}}").render(Context({"image": image})).strip()
    )


def test_a_page_offers_the_best_format_first_and_keeps_the_place(db):
    image = make.an_image((400, 600), alt='A "road" <at> dusk')

    html = drawn(image)

    assert html.index("image/avif") < html.index("image/webp") < html.index("<img")
    assert f"{image.rendition_address('poster', 360, 'avif')} 360w" in html
    assert 'width="360" height="540"' in html
    assert 'alt="A &quot;road&quot; &lt;at&gt; dusk"' in html
    assert 'loading="lazy"' in html
    assert 'sizes="10rem"' in html
    assert "style=" not in html


def test_the_first_picture_of_a_page_need_not_wait(db):
    first = drawn(make.an_image(), "shape='wide' lazy=False")
    assert "loading" not in first and 'fetchpriority="high"' in first
    assert "fetchpriority" not in drawn(make.an_image())


def test_a_small_place_is_offered_small_files_and_never_none(db):
    image = make.an_image((640, 960))
    assert " 360w" not in drawn(image, "shape='poster' upto=160") and " 160w" in drawn(
        image, "shape='poster' upto=160"
    )
    assert " 80w" in drawn(image, "shape='poster' upto=1")


def test_a_picture_stands_on_the_ground_nearest_to_its_main_colour(db):
    for color, ground in (("#050505", "k0"), ("#fafafa", "l1"), ("#d02020", "k9"), ("#2a3f6b", "k3")):
        assert pictures.placeholder(color) == ground
    assert 'class="k9"' in drawn(make.an_image(color=RED))
    assert set(pictures.PLACEHOLDERS) == {pictures.placeholder(color) for color in pictures.PLACEHOLDERS.values()}


def test_a_decorative_picture_is_silent(db):
    assert 'alt=""' in drawn(make.an_image(decorative=True))


def test_a_picture_that_may_not_be_shown_is_drawn_as_nothing(db):
    removed = make.an_image()
    removed.remove("Wrong person.")

    assert drawn(None) == ""
    assert drawn(removed) == ""
    assert drawn(make.an_image(rights_until=timezone.now())) == ""


# In forms


class UploadForm(Form):
    upload = PictureField()


def upload(data, name="picture.jpg"):
    return UploadForm(files={"upload": SimpleUploadedFile(name, data)})


def test_a_form_gives_the_picture_that_can_be_taken(db):
    form = upload(a_file().getvalue())

    assert form.is_valid()
    assert Image.objects.take(form.cleaned_data["upload"]).width == 64
    assert "image/avif" in str(form)


def test_a_form_says_why_a_file_is_refused():
    assert upload(b"").errors == {"upload": ["The submitted file is empty."]}
    assert "JPEG, PNG, WebP and AVIF" in upload(a_file(kind="GIF").getvalue()).errors["upload"][0]
