# The verbs of the project. `make` alone lists them.

MODEL = models/helpline.safetensors
CORPUS = data/helpline
RELEASE = .build/release
# The library inside the program, where the platform can: it starts in two thirds of the time and
# takes less memory. One set of flags for all programs, since a change of flags builds everything anew.
ifeq ($(shell uname), Linux)
  STATIC = --static-swift-stdlib
endif
BUILD = swift build -c release $(STATIC)

# One OpenBLAS kernel and one thread a call: the same data and seed then give the same file.
export OPENBLAS_CORETYPE = Haswell
export OPENBLAS_NUM_THREADS = 1

.PHONY: help run test train bench datasets check format clean packages

help:
	@echo 'make run        install what is missing, build, train where needed, open the help line on localhost'
	@echo 'make test       all tests; names at the end what was skipped and why'
	@echo 'make train      train $(MODEL) again from $(CORPUS), byte for byte'
	@echo 'make bench      measure against fastText and others side by side, kernels against naive twins, cost by size'
	@echo 'make datasets   fetch the public datasets into data/public'
	@echo 'make check      format, forbidden imports, unsafe code, the corpus'
	@echo 'make format     format all Swift code'
	@echo 'make clean      remove what was built'
	@echo 'ARGS="..." goes to the program that runs, as in: make run ARGS="--port 9000"'

run: packages
	@test -f $(MODEL) || $(MAKE) train ARGS=
	$(BUILD) --product helpline-bot
	$(RELEASE)/helpline-bot serve --model $(MODEL) --corpus $(CORPUS) $(ARGS)

test: packages
	scripts/run-tests.sh $(ARGS)

train: packages
	$(BUILD) --product train-intents
	$(RELEASE)/train-intents --data $(CORPUS) --output $(MODEL) --seed 1 --all-data $(ARGS)

bench: packages
	$(BUILD) --product train-intents
	$(BUILD) --product benchmark-intents
	$(RELEASE)/benchmark-intents micro
	$(RELEASE)/benchmark-intents scaling
	python3 scripts/bench-peers.py $(ARGS)

datasets:
	python3 scripts/download-datasets.py $(ARGS)

check: packages
	swift format lint --strict --recursive Package.swift Sources Tests
	scripts/check-unsafe.sh
	swift build --explicit-target-dependency-import-check error
	.build/debug/train-intents lint $(CORPUS) --errors-only

format:
	swift format --in-place --recursive Package.swift Sources Tests

clean:
	rm -rf .build .build-peers

packages:
	@scripts/install-packages.sh build
