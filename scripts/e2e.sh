#!/usr/bin/env bash
# Drives the page in a browser against a server of its own, on a free port.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly PATIENCE=60
folder=$(mktemp -d)
server=

stop() {
  if [[ -n $server ]]; then
    kill -TERM "$server" 2>/dev/null || true
    wait "$server" || true
  fi
  rm -rf "$folder"
}
trap stop EXIT

# The server says where it listens in its first line; both ends of the pipe wait for each other.
mkfifo "$folder/address"
target/release/maillage serve --listen 127.0.0.1:0 --register "$folder/maillage.gpkg" >"$folder/address" &
server=$!
exec 3<"$folder/address"
if ! read -r -t "$PATIENCE" url <&3; then
  echo 'e2e: the server did not start' >&2
  exit 1
fi

cd web
MAILLAGE_URL=$url npm run e2e
