#!/usr/bin/env bash
# Audit the demo archive into FOLDER (made anew each time), say where everything is, and show it if someone can see it.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=$1
rm -rf "$folder"
mkdir -p "$folder"
.venv/bin/python main.py demo --out "$folder"

printf '\nTo read or keep:\n'
find "$PWD/$folder" -type f | sort | sed 's/^/    /'

if [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} || $(uname) == Darwin ]] && [[ -t 1 && -z ${CI:-} ]]; then
    archive=$(find "$folder" -name '*.zip' | head -n 1)
    if [[ -n $archive ]]; then
        printf '\nOpening the window ...\n'
        exec .venv/bin/python main.py "$archive"
    fi
fi
