#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Makes the environment and installs what uv.lock says.
#   environment.sh FOLDER               everything, for development: with all extras
#   environment.sh FOLDER --no-dev      what the program needs to run
#   environment.sh FOLDER --only-uv     the installer alone
# PYTHON names the interpreter; by default the newest of 3.11 to 3.14 that works.
set -eu

venv=$1
wanted=${2:-}

fits() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    for name in ${PYTHON:-python3.14 python3.13 python3.12 python3.11 python3}; do
        if fits "$name"; then
            echo "$name"
            return
        fi
    done
    echo "No Python 3.11 or newer was found${PYTHON:+ ($PYTHON)}: install one, or name it with 'make PYTHON=/path/to/python3 ...'." >&2
    return 1
}

make_environment() {
    python=$(find_python)
    echo "making $venv with $python" >&2
    rm -rf "$venv"
    if "$python" -m venv "$venv" >/dev/null 2>&1; then return; fi
    rm -rf "$venv"
    if "$python" -m virtualenv --quiet "$venv" >/dev/null 2>&1; then return; fi
    rm -rf "$venv"
    if "$python" -m pip --version >/dev/null 2>&1 && "$python" -m venv --without-pip "$venv"; then return; fi
    rm -rf "$venv"
    echo "$python can make no environment: install its venv module (Debian, Ubuntu: apt-get install python3-venv) and run make again." >&2
    return 1
}

install_uv() {
    if "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
        "$venv/bin/python" -m pip install --quiet --disable-pip-version-check uv
    else
        "$(find_python)" -m pip --python "$venv/bin/python" install --quiet --disable-pip-version-check uv
    fi
}

fits "$venv/bin/python" || make_environment
[ -x "$venv/bin/uv" ] || install_uv
[ "$wanted" = --only-uv ] && exit 0

# --inexact: what is in the environment beyond the lock (uv itself, development tools) stays.
# What `comity serve` needs goes with the program, the lab that its pages show too.
case $wanted in
--no-dev) parts="--no-dev --extra web --extra lab" ;;
*) parts=--all-extras ;;
esac
UV_PROJECT_ENVIRONMENT=$venv "$venv/bin/uv" sync --frozen --inexact --quiet --no-python-downloads --python "$venv/bin/python" $parts
[ "$wanted" = --no-dev ] || touch "$venv/.development"
touch "$venv/.runtime"
