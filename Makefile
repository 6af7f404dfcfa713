# `make demo` and `make test` do everything on a Debian or Ubuntu machine that has Python 3.11+ and
# make: they set up what is missing, then run. The work is done by the scripts in packaging/.

.POSIX:
.PHONY: help demo test setup lint bench soak audit clean

help:
	@echo 'make demo    set up, then open the window with the demo running (without a display: run it headless)'
	@echo 'make test    set up, then run lint, types, import contracts and all tests'
	@echo 'make setup   only set up what make test needs'
	@echo 'make lint    set up, then only lint, types and import contracts'
	@echo 'make bench   set up, then measure the three phases and the window: start, plots, library, idling, a day of events'
	@echo 'make soak    set up, then kill engine and window many times, and run for long: half an hour'
	@echo 'make audit   ask the public lists of known weaknesses about the pinned dependencies'
	@echo 'make clean   remove the virtual environment and everything that was built'
	@echo
	@echo 'PYTHON=/path/to/python chooses the interpreter (3.11, 3.12 or 3.13).'

demo:
	@sh packaging/setup.sh run
	@sh packaging/demo.sh

test:
	@sh packaging/setup.sh test
	@sh packaging/run-tests.sh

setup:
	@sh packaging/setup.sh test

lint:
	@sh packaging/setup.sh test
	@sh packaging/run-tests.sh lint

bench:
	@sh packaging/setup.sh test
	@.venv/bin/python -m tests.benchmarks phases startup plot_speed live_window library_speed idle long_day

soak:
	@sh packaging/setup.sh test
	@.venv/bin/python -m tests.soak

audit:
	@sh packaging/audit.sh

clean:
	rm -rf .venv build dist .pytest_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
