"""Text is shown as its author typed it."""

from __future__ import annotations

from auditor.archive.text import excerpt, named_values, unescape, visible, with_links


def test_only_the_three_entities_that_x_writes_are_undone_and_only_once() -> None:
    assert unescape("&lt;b&gt; &amp;amp; &copy; &amp;lt;") == "<b> &amp; &copy; &lt;"


def test_links_are_placed_by_code_points_of_the_escaped_text() -> None:
    text = "🌿 &amp; https://t.co/1 and https://t.co/2"
    first, second = text.index("https://t.co/1"), text.index("https://t.co/2")
    links = [(first, first + 14, "https://example.com/a"), (second, second + 14, "https://example.org/b")]
    assert with_links(text, links) == "🌿 & https://example.com/a and https://example.org/b"


def test_a_place_that_is_no_link_is_left_alone() -> None:
    assert (
        with_links("no links here", [(0, 5, "https://example.com"), (90, 99, "https://example.com")]) == "no links here"
    )


def test_characters_that_could_act_are_shown_and_those_that_people_write_with_stay() -> None:
    assert visible("turn \u202eround\u202c\x07") == "turn [U+202E]round[U+202C][U+0007]"
    assert visible("two\nlines\tand more") == "two\nlines\tand more"
    assert visible("👩\u200d💻 می\u200cخواهم") == "👩\u200d💻 می\u200cخواهم"


def test_an_excerpt_is_one_line_of_bounded_length() -> None:
    assert excerpt("first\n\n  second\tthird", 80) == "first second third"
    assert excerpt("word " * 100, 14) == "word word word…"
    assert excerpt("\u202eabc", 80) == "[U+202E]abc"


def test_details_are_listed_by_name_and_broken_ones_are_not() -> None:
    assert named_values('{"ip": "203.0.113.7", "ports": [1, 2], "none": null, "deep": {"a": 1}}') == [
        ("ip", "203.0.113.7"),
        ("ports", "1, 2"),
    ]
    assert named_values("{") == named_values(None) == named_values("[1]") == []
