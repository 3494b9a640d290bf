#!/usr/bin/env bash
# Makes sure that what the arguments name is at hand: rust lints node python browser redis.
# On Debian, run as root, it installs what is missing; otherwise it says which command does.
set -euo pipefail

readonly RUST_AT_LEAST=1.90
readonly NODE_AT_LEAST=20.19

packages=()

fail() {
  printf 'setup: %s\n' "$@" >&2
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# at_least FOUND WANTED: whether the version FOUND is WANTED or newer.
at_least() { [[ $(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1) == "$2" ]]; }

need() {
  local program=$1
  shift
  has "$program" || packages+=("$@")
}

setup_rust() {
  need cc gcc libc6-dev
  need make make
  local install="install Rust $RUST_AT_LEAST or newer with rustup (https://rustup.rs), then run again"
  has cargo || fail "cargo is missing, and Debian 12 only has an older one: $install"
  local found
  found=$(cargo --version | awk '{ print $2 }')
  at_least "$found" "$RUST_AT_LEAST" || fail "cargo $found is too old: $install"
}

setup_lints() {
  cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1 && return
  has rustup || fail 'rustfmt and clippy are missing: install them beside cargo'
  rustup component add rustfmt clippy
}

node_version() { node --version 2>/dev/null | sed 's/^v//'; }

setup_node() {
  if has node && at_least "$(node_version)" "$NODE_AT_LEAST"; then
    # The nodejs package of Debian comes without npm, that of nodejs.org with it.
    need npm npm
    return
  fi
  local offered
  offered=$(apt-cache policy nodejs 2>/dev/null | awk '$1 == "Candidate:" { print $2 }') || true
  if [[ ${offered:-(none)} != '(none)' ]] && at_least "$offered" "$NODE_AT_LEAST"; then
    packages+=(nodejs)
    return
  fi
  fail "Node.js $NODE_AT_LEAST or newer with npm is needed; found: $(node_version || true)" \
    'Debian 12 only has an older one: install it from https://nodejs.org, then run again'
}

setup_python() {
  need python3 python3
  python3 -m pip --version >/dev/null 2>&1 || packages+=(python3-pip)
}

setup_browser() {
  [[ -x ${MAILLAGE_CHROMIUM:-/usr/bin/chromium} ]] || packages+=(chromium)
}

# redis keeps the index of addok (scripts/addok.sh), which lives in a virtual environment.
setup_redis() {
  need redis-server redis-server
  python3 -c 'import ensurepip, venv' >/dev/null 2>&1 || packages+=(python3-venv)
}

install_packages() {
  [[ ${#packages[@]} -gt 0 ]] || return 0
  local install="apt-get install -y --no-install-recommends ${packages[*]}"
  has apt-get || fail "these Debian packages, or what stands for them here, are missing: ${packages[*]}"
  [[ $(id -u) -eq 0 ]] || fail 'something is missing; run this, then try again:' "  sudo $install"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y --no-install-recommends "${packages[@]}"
}

for part in "$@"; do
  case $part in
    rust | lints | node | python | browser | redis) "setup_$part" ;;
    *) fail "$part is not one of: rust lints node python browser redis" ;;
  esac
done
install_packages

for part in "$@"; do
  if [[ $part == node ]] && ! has npm; then
    fail 'npm is missing still: install it beside Node.js, then run again'
  fi
done
