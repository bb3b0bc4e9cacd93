# attune by a few words; `make help` names them. Meson and Vite do the work.
# SPDX-License-Identifier: AGPL-3.0-or-later
PREFIX ?= /usr/local
DESTDIR ?=
LISTEN ?= 127.0.0.1:8080
BUILD := build

.PHONY: all help run test bench fuzz site format check install clean
.PHONY: packages-run packages-test page program
.DELETE_ON_ERROR:

all: program
	@echo "Built: $(BUILD)/attune"

help:
	@echo "make          build $(BUILD)/attune, with the page inside it where node and clang-14 are here"
	@echo "make run      install what is missing, build, and serve the page at http://$(LISTEN)/"
	@echo "make test     install what is missing, build, and run every test"
	@echo "make bench    measure the speed against a plain reference"
	@echo "make fuzz     fuzz every parser, SECONDS=600 each"
	@echo "make site     write the page to site/, for any HTTPS host"
	@echo "make format   lay out the C code as .clang-format says"
	@echo "make check    the house rules: includes, format, clang-tidy"
	@echo "make install  install under PREFIX=$(PREFIX) (DESTDIR is honoured)"
	@echo "make clean    remove what was built"

run: packages-run
	@[ -x $(BUILD)/attune ] || echo "Building; a minute or two the first time."
	@$(MAKE) --no-print-directory all
	@echo "For a phone: make site writes the page as a folder for any host with HTTPS (README.md)."
	@exec $(BUILD)/attune serve --listen $(LISTEN)

packages-run:
	@tools/install-packages run
packages-test:
	@tools/install-packages test

test: packages-test
	@tools/test-all

# --- the program ---
$(BUILD)/build.ninja:
	@tools/quietly "meson setup" meson setup $(BUILD) --prefix $(PREFIX) -Dtests=false
program: $(BUILD)/build.ninja page
	@tools/quietly "The build" ninja -C $(BUILD) attune

# --- the page: the core as WebAssembly, then Vite, then everything pressed small ---
page: $(BUILD)/build.ninja
	@tools/build-page $(BUILD)

site: page
	@tools/build-site $(BUILD) site

# --- the house ---
SECONDS ?= 600
fuzz:
	@fuzz/run $(SECONDS)
bench: $(BUILD)/build.ninja
	@meson configure $(BUILD) -Dbench=true
	@tools/quietly "The build" ninja -C $(BUILD)
	@meson test -C $(BUILD) --benchmark --verbose --no-rebuild
format:
	@tools/check-format --write
check: $(BUILD)/build.ninja
	@tools/check-all $(BUILD)
install: all
	@meson configure $(BUILD) --prefix $(PREFIX)
	@tools/quietly "The build" ninja -C $(BUILD)
	@DESTDIR=$(DESTDIR) meson install -C $(BUILD) --no-rebuild
clean:
	rm -rf $(BUILD) build-asan build-fuzz site web/dist
