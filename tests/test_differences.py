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


@given(texts, texts)
def test_holds_both_texts_whole(before, after):
    parts = differences(before, after)

    assert "".join(part.text for part in parts if part.kind != "added") == before
    assert "".join(part.text for part in parts if part.kind != "removed") == after
