#!/usr/bin/env bash
# Drives the page in a browser: each file of tests against a server of its own, on a free port,
# with a register of its own.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly PATIENCE=60
binary=$PWD/${MAILLAGE_BINARY:-target/release/maillage}
folder=
server=

stop() {
  if [[ -n $server ]]; then
    kill -TERM "$server" 2>/dev/null || true
    wait "$server" || true
    server=
  fi
  if [[ -n $folder ]]; then rm -rf "$folder"; fi
}
trap stop EXIT

# The server says where it listens in its first line; both ends of the pipe wait for each other.
start() {
  folder=$(mktemp -d)
  mkfifo "$folder/address"
  "$binary" serve --listen 127.0.0.1:0 --register "$folder/maillage.gpkg" >"$folder/address" &
  server=$!
  exec 3<"$folder/address"
  if ! read -r -t "$PATIENCE" url <&3; then
    echo 'e2e: the server did not start' >&2
    exit 1
  fi
}

failed=0
for spec in web/e2e/*.spec.mjs; do
  if [[ -n ${1:-} && $spec != *"$1"* ]]; then continue; fi
  start
  (cd web && MAILLAGE_URL=$url node --test "e2e/$(basename "$spec")") || failed=1
  stop
done
exit "$failed"
