#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Runs each program that exists with the interpreter named first; fails if one fails, after all have run.
#   each.sh PYTHON FILE...
set -u

python=$1
shift
failed=0
ran=0
for program in "$@"; do
    [ -f "$program" ] || continue
    ran=$((ran + 1))
    echo "== $program"
    "$python" "$program" || failed=1
done
echo "$ran programs run"
exit "$failed"
