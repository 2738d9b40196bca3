"""JSON as X writes it: `"key" : value`, empty arrays as `[ ]`, in the two line layouts seen.

Until early 2021 an array stays on its line (`[ {` and `[ "0", "12" ]`); since then each element has a line of its own.
"""

from __future__ import annotations

import msgspec

quote = msgspec.json.Encoder().encode


def pretty(value: object, depth: int, *, spread: bool) -> str:
    """The value as text; `depth` is how many levels it sits inside others, `spread` the newer layout."""
    parts: list[str] = []
    write(value, "\n" + "  " * depth, spread, parts)
    return "".join(parts)


def write(value: object, line: str, spread: bool, parts: list[str]) -> None:
    """Adds the value's text to the parts; `line` is the line break and indent that the value stands at."""
    if isinstance(value, str):
        parts.append(quote(value).decode())
    elif isinstance(value, dict):
        write_object(value, line, spread, parts)
    elif isinstance(value, list):
        write_array(value, line, spread, parts)
    else:
        parts.append(quote(value).decode())


def write_object(value: dict[str, object], line: str, spread: bool, parts: list[str]) -> None:
    if not value:
        parts.append("{ }")
        return
    gap, inside = "{", line + "  "
    for key, inner in value.items():
        parts.append(f'{gap}{inside}"{key}" : ')
        write(inner, inside, spread, parts)
        gap = ","
    parts.append(line + "}")


def write_array(value: list[object], line: str, spread: bool, parts: list[str]) -> None:
    if not value:
        parts.append("[ ]")
        return
    gap, inside = "[", line + "  " if spread else line
    for inner in value:
        parts.append(gap + (inside if spread else " "))
        write(inner, inside, spread, parts)
        gap = ","
    parts.append(line + "]" if spread else " ]")
