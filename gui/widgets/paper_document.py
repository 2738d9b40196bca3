"""What can stand on paper: a document is a row of blocks, said without any measure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from auditor.design import Presentation


class Words(NamedTuple):
    """A paragraph; `icon` stands before it and its lines are then indented."""

    text: str
    style: str = "body"
    icon: str = ""
    token: str = "text.secondary"


class Total(NamedTuple):
    """The bar of all items by verdict, and their figures as they are written."""

    counts: Mapping[str, int]
    figures: Mapping[str, str]


class Cell(NamedTuple):
    """What stands in a table: an icon, words, and a bar of `items` out of `longest`."""

    text: str = ""
    icon: str = ""
    token: str = "text.secondary"
    strong: bool = False
    right: bool = False
    bar: Presentation | None = None
    items: int = 0
    longest: int = 0


class Row(NamedTuple):
    """A line of a table; `shares` are the widths of its columns out of 1."""

    cells: tuple[Cell, ...]
    shares: tuple[float, ...]
    head: bool = False
    ruled: bool = True


class Columns(NamedTuple):
    """Short columns side by side, each a heading and a paragraph."""

    columns: tuple[tuple[str, str], ...]


Block = Words | Total | Row | Columns


class Document(NamedTuple):
    """left, right  the running head
    foot         notes at the foot of the first page
    """

    left: str
    right: str
    blocks: tuple[Block, ...]
    foot: tuple[str, ...] = ()
