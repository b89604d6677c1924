#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Runs each module that exists with the interpreter named first; fails if one fails, after all have run.
#   each.sh PYTHON MODULE...
set -u

python=$1
shift
failed=0
ran=0
for module in "$@"; do
    [ -f "$(echo "$module" | tr . /).py" ] || continue
    ran=$((ran + 1))
    echo "== $module"
    "$python" -m "$module" || failed=1
done
echo "$ran programs run"
exit "$failed"
