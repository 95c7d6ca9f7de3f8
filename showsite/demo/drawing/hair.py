"""Hair for portraits: what hangs behind the body, and what lies before the head."""


def _nothing(sheet, ink):
    pass


def _cap(sheet, ink):
    sheet.blob(
        [
            (60, 104),
            (57, 72),
            (74, 48),
            (102, 41),
            (130, 50),
            (144, 76),
            (140, 104),
            (133, 82),
            (112, 71),
            (84, 74),
            (67, 84),
        ],
        ink,
    )


def _parted(sheet, ink):
    sheet.blob(
        [
            (59, 112),
            (55, 74),
            (76, 45),
            (118, 40),
            (146, 64),
            (142, 112),
            (136, 90),
            (126, 76),
            (94, 74),
            (78, 64),
            (68, 88),
        ],
        ink,
    )


def _swept(sheet, ink):
    sheet.blob(
        [(60, 100), (58, 66), (84, 36), (132, 30), (148, 56), (142, 98), (134, 78), (108, 76), (80, 66), (68, 82)], ink
    )


def _fringe(sheet, ink):
    sheet.blob(
        [(57, 126), (54, 76), (76, 45), (100, 40), (124, 45), (146, 76), (143, 126), (136, 94), (100, 90), (64, 94)],
        ink,
    )


def _curtains(sheet, ink):
    sheet.blob([(56, 134), (53, 76), (78, 44), (104, 40), (104, 58), (84, 72), (70, 96)], ink)
    sheet.blob([(144, 134), (147, 76), (122, 44), (98, 40), (100, 58), (118, 72), (132, 96)], ink)


def _bob_behind(sheet, ink):
    sheet.blob(
        [(48, 100), (58, 50), (100, 36), (142, 50), (152, 100), (156, 158), (128, 166), (72, 166), (44, 158)], ink
    )


def _long_behind(sheet, ink):
    sheet.blob(
        [(48, 100), (58, 50), (100, 36), (142, 50), (152, 100), (158, 170), (152, 222), (48, 222), (42, 170)], ink
    )


def _waves_behind(sheet, ink):
    sheet.blob(
        [
            (50, 84),
            (66, 46),
            (100, 36),
            (134, 46),
            (150, 84),
            (146, 112),
            (164, 142),
            (152, 172),
            (164, 206),
            (36, 206),
            (48, 172),
            (36, 142),
            (54, 112),
        ],
        ink,
    )


def _curls_behind(sheet, ink):
    for x, y in (
        (52, 92),
        (54, 66),
        (70, 46),
        (92, 36),
        (114, 36),
        (134, 48),
        (147, 68),
        (149, 94),
        (50, 116),
        (150, 118),
    ):
        sheet.disc(x, y, 19, ink)


def _curls_before(sheet, ink):
    for x, y in ((70, 66), (84, 58), (100, 55), (116, 58), (130, 66)):
        sheet.disc(x, y, 13, ink)


def _round_behind(sheet, ink):
    sheet.disc(100, 84, 62, ink)


def _bun_before(sheet, ink):
    _cap(sheet, ink)
    sheet.disc(100, 34, 19, ink)


def _tail_behind(sheet, ink):
    sheet.blob([(130, 48), (164, 56), (172, 104), (160, 168), (150, 176), (152, 112), (136, 72)], ink)


def _plait_behind(sheet, ink):
    for step in range(7):
        sheet.ellipse(148 + (step % 2) * 3, 96 + step * 17, 10 - step * 0.6, 11, ink)


def _beard_before(sheet, ink):
    _cap(sheet, ink)
    sheet.blob([(62, 112), (70, 130), (100, 134), (130, 130), (138, 112), (132, 152), (100, 174), (68, 152)], ink)


def _jaw_before(sheet, ink):
    sheet.blob([(62, 110), (72, 130), (100, 136), (128, 130), (138, 110), (130, 150), (100, 168), (70, 150)], ink)


def _hat_before(sheet, ink):
    sheet.blob([(66, 74), (68, 38), (84, 28), (100, 33), (116, 28), (132, 38), (134, 74)], ink)
    sheet.ellipse(100, 74, 60, 8, ink)


def _beanie_before(sheet, ink):
    sheet.blob([(59, 84), (62, 50), (100, 32), (138, 50), (141, 84), (100, 78)], ink)
    sheet.blob([(57, 74), (100, 68), (143, 74), (143, 88), (100, 82), (57, 88)], ink)


def _shawl_behind(sheet, ink):
    sheet.blob([(44, 110), (54, 52), (100, 30), (146, 52), (156, 110), (162, 190), (100, 214), (38, 190)], ink)


def _shawl_before(sheet, ink):
    sheet.blob(
        [(56, 128), (52, 76), (76, 44), (100, 40), (124, 44), (148, 76), (144, 128), (132, 84), (100, 66), (68, 84)],
        ink,
    )


SHORT = {
    "cropped": (_nothing, _cap),
    "parted": (_nothing, _parted),
    "swept": (_nothing, _swept),
    "bearded": (_nothing, _beard_before),
    "shaven": (_nothing, _jaw_before),
    "curled": (_curls_behind, _curls_before),
    "hat": (_nothing, _hat_before),
    "beanie": (_nothing, _beanie_before),
}
LONG = {
    "bob": (_bob_behind, _fringe),
    "long": (_long_behind, _curtains),
    "waves": (_waves_behind, _parted),
    "round": (_round_behind, _curls_before),
    "bun": (_nothing, _bun_before),
    "tail": (_tail_behind, _swept),
    "plait": (_plait_behind, _curtains),
    "straight": (_long_behind, _fringe),
    "shawl": (_shawl_behind, _shawl_before),
}
HAIR = SHORT | LONG
