"""Everything around the data: manifest, viewer page, README, assets."""

from __future__ import annotations

from auditor.demo import clock
from auditor.demo.containers import Container
from auditor.demo.generations import Generation
from auditor.demo.media import FILES
from auditor.demo.parts import Part
from auditor.demo.people import OWNER
from auditor.demo.pretty import pretty

PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Your archive</title><script src="data/manifest.js"></script></head>
<body><div id="root"></div><script src="assets/js/main.js"></script></body>
</html>
"""
README = """What is in this archive?

This archive was made up for a demonstration. It holds no real person's data.
Each file in the data folder holds one kind of record, in the layout of a real archive.
"""
EMOJI = ("1f30a", "1f35e", "1f5fa", "26f5")


def camel(kind: str) -> str:
    """The manifest's name of a kind: grok_chat_item becomes grokChatItem."""
    first, *rest = kind.split("_")
    return first + "".join(word.capitalize() for word in rest)


def manifest(generation: Generation, parts: dict[str, list[Part]], size: int) -> str:
    """The text of manifest.js for the parts that were written."""
    folders = generation.media()
    types: dict[str, object] = {camel(folder): {"mediaDirectory": f"data/{folder}"} for folder in folders}
    for kind, written in parts.items():
        entry: dict[str, object] = {}
        for folder, owner in folders.items():
            if owner == kind and "mediaDirectory" not in entry:
                entry["mediaDirectory"] = f"data/{folder}"
        entry["files"] = [
            {"fileName": part.path, "globalName": part.variable, "count": str(part.elements)} for part in written
        ]
        types[camel(kind)] = entry
    config: dict[str, object] = {
        "userInfo": {"accountId": OWNER.id, "userName": OWNER.handle, "displayName": OWNER.name},
        "archiveInfo": {
            "sizeBytes": str(size),
            "generationDate": clock.iso(generation.made_at),
            "isPartialArchive": False,
            "maxPartSizeBytes": "53687091200",
        },
        "readmeInfo": {"fileName": "data/README.txt", "directory": "data/", "name": "README.txt"},
        "dataTypes": dict(sorted(types.items())),
    }
    return "window.__THAR_CONFIG = " + pretty(config, 0, spread=not generation.has("array on the first line"))


def write_frame(container: Container, generation: Generation, parts: dict[str, list[Part]], size: int) -> None:
    """Writes all of it; `size` is the number of bytes of data, as the manifest states it."""
    files = {
        "data/manifest.js": manifest(generation, parts, size).encode(),
        "data/README.txt": README.encode(),
        "Your archive.html": PAGE.encode(),
        "assets/js/main.js": b'"use strict";\n',
        "assets/fonts/fonts.css": b"body { font-family: sans-serif; }\n",
        **{f"assets/images/twemoji/72x72/{code}.png": FILES["png"] for code in EMOJI},
    }
    for path, content in files.items():
        with container.member(path) as file:
            file.write(content)
