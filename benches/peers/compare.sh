#!/bin/sh
# Measures the Python peers and prints a table, beside our own measurements where their file is given.
# Usage: compare.sh WHEEL TGZ WORKLOAD.csv [OURS.jsonl] [OUT_DIR]   (PYTHON: an interpreter with requirements.txt)
set -eu
if [ $# -lt 3 ]; then sed -n '2,3p' "$0" >&2; exit 2; fi
here=$(cd "$(dirname "$0")" && pwd)
out=${5:-$here/../../target/peers}
mkdir -p "$out"
if [ -z "${PYTHON:-}" ]; then
    [ -x "$out/venv/bin/python" ] || python3 -m venv "$out/venv"
    "$out/venv/bin/pip" install --quiet -r "$here/requirements.txt"
    PYTHON=$out/venv/bin/python
fi
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 PYTHONDONTWRITEBYTECODE=1
"$PYTHON" "$here/peers.py" "$1" "$2" "$3" --reference --answers "$out" > "$out/peers.jsonl"
"$PYTHON" "$here/table.py" "$out/peers.jsonl" ${4:+"$4"} | tee "$out/table.md"
