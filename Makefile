# The two commands that a newcomer needs: `make test` and `make demo`. Each installs what it lacks.

SWIFT ?= swift
BINARY = .build/release/pipgate
# A folder in which the linker finds the C++ runtime as archives only: to load the shared one takes
# a third of the time in which the program starts. lld keeps nothing of an archive that is not used,
# where gold would ask for the C library of the system that is built on.
ARCHIVES = .build/archives
BUILD_FLAGS = -c release --static-swift-stdlib --product pipgate --disable-local-rpath \
  -Xswiftc -use-ld=lld -Xlinker --no-export-dynamic -Xlinker -L$(CURDIR)/$(ARCHIVES) \
  -Xlinker $(CURDIR)/$(ARCHIVES)/older-glibc.o

.PHONY: test demo build dist bench bench-similar lint packages clean

# Everything that is tested, through the debug build of the binary.
test: packages
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

# The gate's main job on a small example history, with and without a network.
demo: build
	sh docs/demo/demo.sh $(BINARY)

# The binary that users get: static and stripped. It is copied in the end, as it is where people install
# it: of a file that was written in one go a page fault maps more at once, which is a tenth of a commit
# hook's time. Of Foundation it has the Essentials, which
# ArgumentParser imports.
build: packages
	mkdir -p $(ARCHIVES)
	ln -sf $$($(CC) -print-file-name=libstdc++.a) $(ARCHIVES)/libstdc++.a
	ln -sf $$($(CC) -print-file-name=libgcc_eh.a) $(ARCHIVES)/libgcc_s.a
	$(CC) -O2 -c -o $(ARCHIVES)/older-glibc.o .ci/dist/older-glibc.c
	$(SWIFT) build $(BUILD_FLAGS)
	strip $(BINARY)
	cp $(BINARY) $(BINARY).copy && mv $(BINARY).copy $(BINARY)

# A wheel, a tarball and a Debian package in dist/, with their checksums.
dist: build
	sh .ci/dist/build $(BINARY) dist

# Ratios against named floors; Benchmarks/README.md says what each means.
bench: build
	python3 Benchmarks/run.py --binary $(BINARY)

# What `similar` finds in labelled names (DATA=file.csv), and how fast; PROTECTED=file replaces the
# built-in list and FIRST=n takes the first of it.
bench-similar: build
	python3 Benchmarks/similar.py --binary $(BINARY) $(if $(DATA),--data "$(DATA)") \
	  $(if $(PROTECTED),--protected "$(PROTECTED)") $(if $(FIRST),--first $(FIRST))

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

# Debian's packages, by name; nothing is done where they are there already.
packages:
	sh .ci/packages

clean:
	rm -rf .build dist
