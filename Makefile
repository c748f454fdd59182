# The two commands that a newcomer needs: `make test` and `make demo`. Each installs what it lacks.

SWIFT ?= swift
BUILD_FLAGS = -c release --static-swift-stdlib --product pipgate
BINARY = .build/release/pipgate

.PHONY: test demo build bench lint packages clean

# Everything that is tested, through the debug build of the binary.
test: packages
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

# The gate's main job on a small example history, with and without a network.
demo: build
	sh docs/demo/demo.sh $(BINARY)

# The binary that users get: static, stripped, without Foundation.
build: packages
	$(SWIFT) build $(BUILD_FLAGS)
	strip $(BINARY)

# Ratios against named floors; Benchmarks/README.md says what each means.
bench: build
	python3 Benchmarks/run.py --binary $(BINARY)

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

# Debian's packages, by name; nothing is done where they are there already.
packages:
	sh .ci/packages

clean:
	rm -rf .build
