#!/usr/bin/env bash
# Runs a command against addok, the engine of the national address service, on free ports:
#   scripts/addok.sh COMMAND [ARGUMENT..]
# MAILLAGE_ADDOK tells the command where addok listens. It stops with the command.
# The addresses are tests/data/geocode/addok.jsonl: their coordinates are invented.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

readonly PATIENCE=30
readonly CLIENTS=$root/target/clients-addok
readonly DATA=$root/tests/data/geocode

fail() {
  printf 'addok: %s\n' "$@" >&2
  exit 1
}

[[ $# -gt 0 ]] || fail 'usage: scripts/addok.sh COMMAND [ARGUMENT..]'
"$root/scripts/setup.sh" python redis

# The virtual environment is made anew when the list of packages changes.
if ! cmp -s "$DATA/requirements.txt" "$CLIENTS/requirements.txt"; then
  rm -rf "$CLIENTS"
  python3 -m venv "$CLIENTS"
  "$CLIENTS/bin/pip" install --quiet --require-virtualenv -r "$DATA/requirements.txt"
  cp "$DATA/requirements.txt" "$CLIENTS/requirements.txt"
fi

folder=$(mktemp -d)
processes=()

stop() {
  local process
  for process in "${processes[@]}"; do
    kill -TERM "$process" 2>/dev/null || true
  done
  for process in "${processes[@]}"; do
    wait "$process" 2>/dev/null || true
  done
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# until_it_answers NAME PORT LOG: waits until a port takes connections.
until_it_answers() {
  python3 - "$2" "$PATIENCE" <<'PYTHON' || { cat "$3" >&2; fail "$1 did not start"; }
import socket, sys, time
end = time.monotonic() + float(sys.argv[2])
while True:
    try:
        socket.create_connection(("127.0.0.1", int(sys.argv[1])), 1).close()
        break
    except OSError:
        if time.monotonic() > end:
            sys.exit(1)
        time.sleep(0.05)
PYTHON
}

redis_port=$(free_port)
redis-server --port "$redis_port" --bind 127.0.0.1 --save '' --appendonly no --dir "$folder" \
  >"$folder/redis.log" 2>&1 &
processes+=($!)
until_it_answers redis "$redis_port" "$folder/redis.log"

sed -e "s#@DIR@#$folder#" -e "s#@REDIS@#$redis_port#" "$DATA/addok.conf" >"$folder/addok.conf"
export ADDOK_CONFIG_MODULE=$folder/addok.conf
{
  "$CLIENTS/bin/addok" batch "$DATA/addok.jsonl"
  "$CLIENTS/bin/addok" ngrams
} >"$folder/import.log" 2>&1 </dev/null || { cat "$folder/import.log" >&2; fail 'the import failed'; }

port=$(free_port)
"$CLIENTS/bin/gunicorn" --bind "127.0.0.1:$port" --workers 1 --timeout 120 addok.http.wsgi \
  >"$folder/gunicorn.log" 2>&1 &
processes+=($!)
until_it_answers addok "$port" "$folder/gunicorn.log"

export MAILLAGE_ADDOK=http://127.0.0.1:$port
printf 'addok listens at %s\n' "$MAILLAGE_ADDOK" >&2
status=0
"$@" || status=$?
exit "$status"
