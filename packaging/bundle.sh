#!/usr/bin/env bash
# Build dist/outtake and try it. Everything else it makes stays in build/bundle.
set -euo pipefail
cd "$(dirname "$0")/.."

work=build/bundle
mkdir -p "$work"
echo "Drawing the icons ..."
.venv/bin/python packaging/icons.py "$work/icons"

echo "Building dist/outtake (about half a minute; details in $work/log) ..."
# The same code gives the same files.
export PYTHONHASHSEED=1 SOURCE_DATE_EPOCH=1735689600 PYINSTALLER_CONFIG_DIR=$PWD/$work/cache
if ! .venv/bin/python -m PyInstaller --noconfirm --clean --distpath dist --workpath "$work" packaging/outtake.spec \
    >"$work/log" 2>&1; then
    tail -n 20 "$work/log" >&2
    exit 1
fi

echo "Trying it ..."
.venv/bin/python packaging/check_bundle.py dist/outtake
