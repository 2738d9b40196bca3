"""Text is shown as its author typed it."""

from __future__ import annotations

from auditor.archive.text import unescape, with_links


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
