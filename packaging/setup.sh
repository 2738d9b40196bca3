#!/usr/bin/env bash
# Set up what a command of the Makefile needs; do nothing where it stands already.
#
#   app                  .venv with what the program needs, exactly as locked
#   development          and with the tools that test it
#   system               Qt's system libraries, or say how to install them and fail
#   system-if-possible   the same, but go on without them
#   bundle               what building a bundle needs of the system, or say how to install it and fail
#
# Nothing outside this folder is changed, but for packages of a Debian-like system.
set -euo pipefail
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}

say() { printf '%s\n' "$*"; }

# --- .venv ------------------------------------------------------------------------------------------------------------

# What an installation depends on: when this text changes, .venv is brought up to date.
fingerprint() {
    { printf '%s\n' "$PWD"; cat "$1" pyproject.toml packaging/setup.sh; } | "$python" -c \
        'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())'
}

install_locked() {
    local lock=$1 what=$2 stamp=.venv/installed-$1 wanted
    wanted=$(fingerprint "$lock")
    if [[ -x .venv/bin/python && -f $stamp && $(<"$stamp") == "$wanted" ]]; then
        return
    fi
    if .venv/bin/python -m pip --version >/dev/null 2>&1; then
        say "Bringing .venv up to date with $what ..."
    else # not there, half made, or its Python has gone
        say "Installing $what into .venv (once; about 145 MB to download) ..."
        "$python" -m venv --clear .venv
    fi
    rm -f .venv/installed-*
    local pip=(.venv/bin/python -m pip --quiet --disable-pip-version-check --no-input)
    "${pip[@]}" install --require-hashes --requirement "$lock"
    "${pip[@]}" install --no-deps --no-build-isolation --editable .
    printf '%s\n' "$wanted" >"$stamp"
}

need_python() {
    if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        say "Outtake needs Python 3.11 or newer; '$python' is not. Name another: make PYTHON=/path/to/python3 ..." >&2
        exit 1
    fi
}

app() {
    need_python
    # The tools' lock holds everything of the app's lock at the same versions.
    local stamp=.venv/installed-requirements-dev.lock
    if [[ -x .venv/bin/python && -f $stamp && $(<"$stamp") == "$(fingerprint requirements-dev.lock)" ]]; then
        return
    fi
    install_locked requirements.lock "the locked packages"
}

development() {
    need_python
    install_locked requirements-dev.lock "the locked packages and the tools"
}

# --- packages of the system -------------------------------------------------------------------------------------------

qt_libraries() { sed 's/#.*//' packaging/system-packages.txt | awk 'NF { print $1 }'; }

bundle_tools() {
    echo binutils
    # Debian keeps the library of its own Python apart.
    "$python" -c 'import sys; sys.base_prefix == "/usr" and print("libpython%d.%d" % sys.version_info[:2])'
}

# The packages named on standard input that are not there.
missing_packages() {
    # A package that another one provides counts as installed (libglib2.0-0t64 provides libglib2.0-0).
    comm -23 <(sort -u) \
        <(dpkg-query --show --showformat='${db:Status-Status} ${Package}, ${Provides}\n' | sed -n 's/^installed //p' \
            | tr ',' '\n' | awk 'NF { print $1 }' | sort -u)
}

# system_packages LIST WHAT: LIST prints names. Prints nothing and succeeds when all is there; otherwise installs, or leaves
# the one line to run in $advice and fails.
system_packages() {
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        return # another system: its Qt libraries come with its desktop, or its package manager knows them
    fi
    local missing
    mapfile -t missing < <("$1" | missing_packages)
    if ((${#missing[@]} == 0)); then
        return
    fi
    advice="apt-get update && apt-get install --yes --no-install-recommends ${missing[*]}"
    local as_root=()
    if ((EUID != 0)); then
        advice="sudo sh -c '$advice'"
        command -v sudo >/dev/null && sudo -n true 2>/dev/null || return 1
        as_root=(sudo -n)
    fi
    say "Installing $2: ${missing[*]} ..."
    local log
    log=$(mktemp)
    if "${as_root[@]}" apt-get -qq update >"$log" 2>&1 && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq install --yes --no-install-recommends "${missing[@]}" </dev/null >>"$log" 2>&1; then
        rm -f "$log"
        return
    fi
    tail -n 5 "$log" >&2
    rm -f "$log"
    return 1
}

need() {
    if ! system_packages "$1" "$2"; then
        say "${2^} are missing. Run this line, then try again:" >&2
        say "    $advice" >&2
        exit 1
    fi
}

system_if_possible() {
    if ! system_packages qt_libraries "Qt's system libraries"; then
        say "Going on without Qt's system libraries; only the window needs them. To install them: $advice"
    fi
}

for part in "$@"; do
    case $part in
        app) app ;;
        development) development ;;
        system) need qt_libraries "Qt's system libraries" ;;
        system-if-possible) system_if_possible ;;
        bundle) need bundle_tools "the tools that build a bundle" ;;
        *) say "setup.sh: unknown part '$part'" >&2; exit 2 ;;
    esac
done
