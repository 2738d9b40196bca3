"""Sentences in which what is filled in stands out, without tearing them apart for the translator."""

from __future__ import annotations

import string
from collections.abc import Mapping

from gui.widgets.text import Run


def emphasised(
    template: str, stressed: Mapping[str, str], *, style: str = "strong", token: str = "", **plain: str
) -> list[Run]:
    """`template` with its `{names}` filled in; those of `stressed` get a style and a colour of their own."""
    runs: list[Run] = []
    for words, name, _spec, _conversion in string.Formatter().parse(template):
        if words:
            runs.append(Run(words))
        if name:
            runs.append(Run(stressed[name], style, token) if name in stressed else Run(plain[name]))
    return runs
