from hypothesis import given
from hypothesis import strategies as st

from catalog.differences import Difference, differences

texts = st.lists(st.sampled_from(["<p>", "</p>", "one", "two", "три", " ", "<"])).map("".join)


def test_says_what_was_removed_and_what_was_added_at_each_place():
    assert differences("<p>Renewed in spring</p>", "<p>Renewed in autumn</p>") == [
        Difference("same", "<p>Renewed in "),
        Difference("removed", "spring"),
        Difference("added", "autumn"),
        Difference("same", "</p>"),
    ]


def test_a_sentence_that_was_written_anew_is_read_as_one_change():
    before, after = "An account without a name has ordered ten.", "Somebody has counted a season, and a name."

    assert [part.kind for part in differences(before, after)] == ["removed", "added"]


def test_changes_that_are_far_apart_or_in_two_paragraphs_stay_two():
    parts = differences("<p>It was ordered in May</p><p>Told.</p>", "<p>It will be ordered in June</p><p>Known.</p>")

    assert [part.text for part in parts if part.kind == "same"] == [
        "<p>It ",
        " ordered in ",
        "</p><p>",
        "</p>",
    ]


@given(texts, texts)
def test_holds_both_texts_whole(before, after):
    parts = differences(before, after)

    assert "".join(part.text for part in parts if part.kind != "added") == before
    assert "".join(part.text for part in parts if part.kind != "removed") == after
