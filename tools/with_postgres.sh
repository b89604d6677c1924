#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Runs a command with DATABASE_URL naming a PostgreSQL server made for it and thrown away after it.
#   with_postgres.sh COMMAND [ARGUMENT ...]
# Needs Debian's postgresql (its programs lie in /usr/lib/postgresql). The server listens on a socket in a folder of its own, on no port.
set -eu

programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
if [ -z "$programs" ]; then
    echo "PostgreSQL is not found in /usr/lib/postgresql: apt-get install postgresql" >&2
    exit 2
fi

place=$(mktemp -d /tmp/comity-postgres-XXXXXX)
as_owner() { "$@"; }
if [ "$(id -u)" = 0 ]; then # PostgreSQL refuses to run as root
    chown postgres "$place"
    as_owner() { runuser -u postgres -- "$@"; }
fi
finish() {
    as_owner "$programs/pg_ctl" -D "$place/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$place"
}
trap finish EXIT
trap 'exit 130' INT TERM

cd "$place"
as_owner "$programs/initdb" -D "$place/data" -U comity -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$place/initdb.log"
as_owner "$programs/pg_ctl" -D "$place/data" -l "$place/server.log" -w \
    -o "-k $place -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200" start >/dev/null
cd "$OLDPWD"
code=0
DATABASE_URL="postgres://comity@$(echo "$place" | sed 's,/,%2F,g')/postgres" "$@" || code=$?
exit $code
