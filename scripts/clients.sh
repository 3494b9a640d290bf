#!/usr/bin/env bash
# Makes target/clients, a Python environment with GDAL, for the tests of the register that open it
# with another program: cargo test --test store -- --include-ignored
set -euo pipefail
cd "$(dirname "$0")/.."

readonly PLACE=target/clients
readonly WANTED=tests/clients/requirements.txt

cmp -s "$WANTED" "$PLACE/requirements.txt" && exit
rm -rf "$PLACE"
if ! python3 -m venv "$PLACE"; then
  printf 'clients: python3 cannot make an environment; on Debian: apt-get install python3-venv\n' >&2
  exit 1
fi
"$PLACE/bin/pip" install --quiet --disable-pip-version-check --require-virtualenv -r "$WANTED"
cp "$WANTED" "$PLACE/requirements.txt"
