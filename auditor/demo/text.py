"""Post texts and the entities that point into them.

X counts indices in code points of the escaped text, so the text is escaped piece by piece while it grows.
"""

from __future__ import annotations

from auditor.demo.people import Person


def escape(text: str) -> str:
    """The three characters that X escapes, and no other."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def short_link(number: int) -> str:
    """A link of X's shortener that cannot exist: its key is one character longer than real ones."""
    digits = ""
    for _ in range(7):
        number, digit = divmod(number, 36)
        digits += "0123456789abcdefghijklmnopqrstuvwxyz"[digit]
    return f"https://t.co/Demo{digits}"


class PostText:
    """A text that grows to the right, with the entities X lists for it."""

    def __init__(self) -> None:
        self.full_text = ""
        self.hashtags: list[object] = []
        self.mentions: list[object] = []
        self.urls: list[object] = []

    def say(self, text: str) -> PostText:
        """Plain words, escaped here."""
        self.full_text += escape(text)
        return self

    def put(self, piece: str) -> list[object]:
        """A piece that needs no escaping; its indices."""
        start = len(self.full_text)
        self.full_text += piece
        return [str(start), str(len(self.full_text))]

    def mention(self, person: Person, *, gone: bool = False) -> PostText:
        """@handle; a deleted account has no name and the id -1."""
        indices = self.put(f"@{person.handle}")
        id_, name = ("-1", "") if gone else (person.id, person.name)
        self.mentions.append({"name": name, "screen_name": person.handle, "indices": indices, "id_str": id_, "id": id_})
        return self

    def hashtag(self, word: str) -> PostText:
        self.hashtags.append({"text": word, "indices": self.put(f"#{word}")})
        return self

    def link(self, short: str, expanded: str) -> PostText:
        display = expanded.removeprefix("https://")
        display = display if len(display) <= 26 else display[:25] + "…"
        self.urls.append({"url": short, "expanded_url": expanded, "display_url": display, "indices": self.put(short)})
        return self

    def entities(self) -> dict[str, object]:
        return {"hashtags": self.hashtags, "symbols": [], "user_mentions": self.mentions, "urls": self.urls}
