#!/bin/sh
# Put this folder's Outtake into your menu, or take it out again (--uninstall). Only your own account is touched, and the
# program stays in this folder: after moving it, run this again.
set -eu

here=$(cd "$(dirname "$0")" && pwd -P)
data=${XDG_DATA_HOME:-$HOME/.local/share}
commands=$HOME/.local/bin
entry=$data/applications/outtake.desktop

refresh() {
    if command -v update-desktop-database >/dev/null; then update-desktop-database -q "$data/applications" || true; fi
    if command -v gtk-update-icon-cache >/dev/null; then gtk-update-icon-cache -qtf "$data/icons/hicolor" || true; fi
}

opens() { if command -v xdg-mime >/dev/null; then xdg-mime query default "$1" || true; fi; }

# Outtake is one of the programs to open these with, never the first one if there was another.
give_back() {
    if [ -n "$2" ] && [ "$2" != outtake.desktop ] && [ "$(opens "$1")" = outtake.desktop ]; then
        xdg-mime default "$2" "$1"
    fi
}

uninstall() {
    rm -f "$entry" "$commands/outtake" "$commands/outtake-window"
    rm -f "$data"/icons/hicolor/*/apps/outtake.png "$data"/icons/hicolor/*/apps/outtake.svg
    refresh
    echo "Outtake is out of your menu. To remove the program, delete $here"
}

# Characters that a .desktop file or sed would read as their own.
quoted() { printf '%s' "$1" | sed -e 's/[\\"$`]/\\&/g' -e 's/\\/\\\\/g' -e 's/%/%%/g'; }
literal() { printf '%s' "$1" | sed -e 's/[\\&|]/\\&/g'; }

install() {
    zips=$(opens application/zip)
    folders=$(opens inode/directory)
    mkdir -p "$data/applications" "$data/icons" "$commands"
    program=$(literal "\"$(quoted "$here/outtake-window")\"")
    sed -e "s|^Exec=outtake-window|Exec=$program|" "$here/outtake.desktop" >"$entry"
    cp -R "$here/icons/hicolor" "$data/icons/"
    ln -sf "$here/outtake" "$here/outtake-window" "$commands/"
    refresh
    give_back application/zip "$zips"
    give_back inode/directory "$folders"
    echo "Outtake is in your menu, and in \"Open with\" for zip files and folders."
}

case ${1-} in
    "") install ;;
    --uninstall) uninstall ;;
    *) echo "Usage: install.sh [--uninstall]" >&2; exit 2 ;;
esac
