"""Render the program's icon for every desktop: python packaging/icons.py FOLDER.

FOLDER/hicolor/<size>x<size>/apps/outtake.png and FOLDER/hicolor/scalable/apps/outtake.svg are laid out as Linux
desktops want them; FOLDER/outtake.ico is for Windows, FOLDER/outtake.icns for macOS. Needs no screen.
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING = Path(__file__).parent.parent / "resources" / "icons" / "outtake.svg"
LINUX = (16, 22, 24, 32, 48, 64, 128, 256, 512)
WINDOWS = (16, 24, 32, 48, 64, 256)
MACOS = {"ic11": 32, "ic12": 64, "ic07": 128, "ic08": 256, "ic09": 512, "ic10": 1024}


def png(drawing: bytes, size: int) -> bytes:
    """The drawing as a square PNG of size pixels, on nothing."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing)).render(painter)
    painter.end()
    written = QBuffer()
    written.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(written, b"png").write(image)
    return bytes(written.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """PNGs by size as one icon for Windows: a directory, then the pictures."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    place = len(head) + 16 * len(pictures)
    for size, picture in pictures.items():
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    return head + b"".join(pictures.values())


def icns(pictures: dict[str, bytes]) -> bytes:
    """PNGs by Apple's name for their size as one icon for macOS."""
    body = b"".join(name.encode() + struct.pack(">I", 8 + len(picture)) + picture for name, picture in pictures.items())
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def main(folder: Path) -> None:
    """Write every icon into the folder."""
    drawing = DRAWING.read_bytes()
    icons = {f"hicolor/{size}x{size}/apps/outtake.png": png(drawing, size) for size in LINUX}
    icons["hicolor/scalable/apps/outtake.svg"] = drawing
    icons["outtake.ico"] = ico({size: png(drawing, size) for size in WINDOWS})
    icons["outtake.icns"] = icns({name: png(drawing, size) for name, size in MACOS.items()})
    for name, data in icons.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
