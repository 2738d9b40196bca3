"""What goes into the bundle, and why the rest stays out. Used by outtake.spec and held by check_bundle.py."""

from __future__ import annotations

import re
from pathlib import PurePath

# Modules that a library mentions but this program never reaches.
EXCLUDED = (
    *("PySide6.QtDBus", "PySide6.QtNetwork"),  # the bindings; Qt itself speaks to the desktop without them
    *("asyncio", "attr", "attrs", "typing_extensions"),  # offered by jinja2 and msgspec, not used here
    *("bz2", "lzma"),  # other people's zips; X's are deflated, and bzip2 is a way to hide a bomb
    *("distutils", "ensurepip", "pip", "pkg_resources", "setuptools", "venv"),  # installers
    *("pdb", "pydoc", "readline", "rlcompleter"),  # the interactive Python
    *("curses", "sqlite3", "tkinter", "xmlrpc"),  # the store has its own SQLite
    *("doctest", "test", "unittest"),
    "ssl",  # keyring's helpers mention urllib, with which this program fetches nothing
    # numpy: arrays are made, compared, sorted and counted. numpy.ma stays: `unique` asks it what an array is.
    *("numpy.char", "numpy.core", "numpy.ctypeslib", "numpy.f2py", "numpy.fft", "numpy.matlib", "numpy.polynomial"),
    *("numpy.random", "numpy.rec", "numpy.strings", "numpy.testing"),
    *("numpy._core._multiarray_tests", "numpy.lib.recfunctions", "numpy.lib.user_array"),
)

# Third-party packages; anything else in the bundle is a mistake until it is argued for in docs/dependencies.md.
PACKAGES = {
    *("PySide6", "shiboken6", "apsw", "msgspec", "isal", "jinja2", "markupsafe", "numpy", "platformdirs", "typst"),
    *("keyring", "jaraco", "more_itertools", "secretstorage", "jeepney", "cryptography", "cffi", "_cffi_backend"),
    *("win32ctypes", "backports", "importlib_metadata", "lazy_importer", "zipp"),
    *("requests", "urllib3", "certifi", "charset_normalizer", "idna"),
}

# Qt: the modules that widgets and drawings need. Every other library of Qt is left out.
QT_MODULES = {"Core", "Gui", "Widgets", "Svg", "DBus", "XcbQpa", "WaylandClient"}

# Qt loads these while running. Pictures other than PNG are not shown yet; OpenGL is not used; the GTK theme would pull
# the desktop's GTK in beside our libraries; virtual keyboards are written in QML.
QT_PLUGINS = {
    "platforms": {"xcb", "wayland", "offscreen", "minimal", "windows", "cocoa"},
    "platforminputcontexts": {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"},
    "platformthemes": {"xdgdesktopportal"},
    "wayland-decoration-client": {"adwaita", "bradient"},
    "wayland-shell-integration": {"xdg-shell"},
    "iconengines": {"svgicon"},
    "imageformats": {"svg"},
}

# Linux: libraries of the build machine that go along, because desktops differ in having them or in their version.
CARRIED = re.compile(
    r"lib(python3|icu|pyside6|shiboken6|Qt6|xcb-(?!dri|glx)|xkbcommon|zstd|ffi|uuid|ssl|crypto)[\w.-]*\.so.*"
)
# ... and those that every desktop has and that must fit its drivers and its fonts. Nothing else may be missing.
FROM_THE_DESKTOP = re.compile(
    r"(ld-linux[\w-]*|lib(c|m|dl|rt|util|pthread|crypt|gcc_s|stdc\+\+|z|EGL|GL|X11|X11-xcb|xcb|fontconfig|freetype|expat"
    r"|dbus-1|glib-2\.0|gthread-2\.0|wayland-(client|cursor)))\.so[.\d]*"
)


# Wheels of several libraries keep those in a folder of their own, moved there by a tool after which `strip` leaves them
# such that no program can load them.
UNSTRIPPED = re.compile(r"[\w-]+\.libs/.+")


def is_excluded(module: str) -> bool:
    """Whether this module, or a package that it is part of, stays out."""
    return any(module == name or module.startswith(f"{name}.") for name in EXCLUDED)


def is_wanted(name: str) -> bool:
    """Whether this file, named by its path inside the bundle, belongs in it."""
    path = PurePath(name)
    if "PySide6" in path.parts:
        if "translations" in path.parts:
            return False  # Qt's own words in languages that the program does not speak
        if "plugins" in path.parts:
            return _plugin(path.stem) in QT_PLUGINS.get(path.parent.name, ())
    module = qt_module(path.name)
    if module is not None:
        return module in QT_MODULES
    return not _is_system_library(path) or CARRIED.fullmatch(path.name) is not None


def qt_module(file: str) -> str | None:
    """`Core` for libQt6Core.so.6, Qt6Core.dll and QtCore.abi3.so; None for what is not a module of Qt."""
    found = re.match(r"(?:lib)?Qt6?([A-Z]\w*)", file)
    return found[1] if found else None


def _plugin(stem: str) -> str:
    return stem.removeprefix("lib").removeprefix("q")


def _is_system_library(path: PurePath) -> bool:
    return len(path.parts) == 1 and re.fullmatch(r"lib.*\.so(\.\d+)*", path.name) is not None
