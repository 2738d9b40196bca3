#!/usr/bin/env bash
# Write requirements.lock (the app and what builds it) and requirements-dev.lock (that and the tools) from pyproject.toml:
# every version with its hashes, for every system and every Python from 3.11 on, and nothing of this machine in them.
set -euo pipefail
cd "$(dirname "$0")/.."

workshop=$(mktemp -d)
trap 'rm -rf "$workshop"' EXIT
echo "Setting up uv in a throw-away environment ..."
"${PYTHON:-python3}" -m venv "$workshop/venv"
"$workshop/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'uv>=0.9,<1'

compile() {
    local lock=$1
    shift
    echo "Writing $lock ..."
    echo '# Made by "make lock" from pyproject.toml. Do not edit.' >"$workshop/$lock"
    env -u UV_FIND_LINKS -u PIP_FIND_LINKS "$workshop/venv/bin/uv" pip compile pyproject.toml "$@" \
        --universal --python-version 3.11 --generate-hashes --upgrade --quiet --no-config \
        --default-index https://pypi.org/simple --no-emit-index-url --no-emit-find-links --no-header --no-annotate \
        >>"$workshop/$lock"
    cp "$workshop/$lock" "$lock"
}

compile requirements.lock --group build
# The shared part keeps exactly the versions above.
compile requirements-dev.lock --group build --group dev --group bundle --constraints requirements.lock
