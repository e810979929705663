# The ways in: `make demo` shows Kith at work, `make test` checks it, `make install` puts it on the machine.

PREFIX ?= /usr/local
BUILD := swift build -c release --product kith
DEMO := .build/demo/kith.sqlite

# What the tests on Apache Spark run with.
SPARK_VENV ?= .build/spark-venv

.PHONY: demo build test test-spark lint format install clean dependencies

## Imports the demo directory and matches a demo member.
demo: build
	@mkdir -p $(dir $(DEMO))
	@rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	$(KITH) import data/demo/directory.jsonl --source demo --directory $(DEMO)
	@head -n 1 data/demo/members.jsonl > .build/demo/member.json
	$(KITH) match --member .build/demo/member.json --limit 3 --directory $(DEMO)

## Builds the command, optimised.
build: dependencies
	$(BUILD)

KITH = $(shell $(BUILD) --show-bin-path)/kith

## Runs all tests.
test: dependencies
	swift build --build-tests
	swift test --skip-build

## Holds matching on Apache Spark to matching on one machine; wants Java 17 and Python 3.9 or later.
test-spark: build
	python3 -m venv $(SPARK_VENV)
	$(SPARK_VENV)/bin/pip install --quiet --requirement deploy/spark/requirements.txt
	cd deploy/spark && KITH=$(KITH) $(abspath $(SPARK_VENV))/bin/python -m unittest test_kith_spark

## Checks the format of the Swift sources.
lint: dependencies
	swift format lint --strict --recursive Package.swift Sources Tests

## Puts the Swift sources into format.
format:
	swift format --in-place --recursive Package.swift Sources Tests

## Installs the command and its data: make install PREFIX=/usr/local
install: build
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/kith
	install -m 755 $(KITH) $(DESTDIR)$(PREFIX)/bin/kith
	cp -R data/. $(DESTDIR)$(PREFIX)/share/kith/

dependencies:
	@scripts/install-dependencies.sh

clean:
	rm -rf .build
