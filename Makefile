# The few words a contributor needs. Every one works in the active virtual environment.
PYTHON ?= python

.PHONY: words shell stick release format lint test run bench faults files templates pages picture pictures manual

words:    ## bring the catalogues up to date with the words in the source, and compile them
	$(PYTHON) tools/words.py --left

shell:    ## make the completion of the shells and the man page anew, after a changed command
	$(PYTHON) tools/shell.py

stick:    ## a folder from which fieldbook is set up without a network, for six systems; the first time long
	$(PYTHON) tools/stick.py

release:  ## make release VERSION=0.2.0: version, changelog, wheel, sdist, stick, checksums
	$(PYTHON) tools/release.py $(VERSION)

format:   ## put the code in the house's shape
	ruff check --fix-only --quiet . ; ruff format .

lint:     ## what CI asks besides the tests
	ruff check .
	ruff format --check .
	mypy
	lint-imports --no-cache

test:     ## all tests, on every core; the quick ones alone: python -m pytest -n auto -m "not slow"
	$(PYTHON) -m pytest -n auto

run:      ## the sample village
	$(PYTHON) -m fieldbook demo

bench:    ## the measured promises, as tables with ratios
	for each in bench/bench_*.py; do $(PYTHON) $$each || exit 1; done

faults:   ## plant faults in a copy, one by one, and see whether the tests notice; an hour or two
	$(PYTHON) tools/faults.py

files:    ## files thrown together at random, read and taken in, for five minutes
	$(PYTHON) tools/try_files.py 5

templates: ## hostile Word templates of every kind, tried by the command; some minutes
	$(PYTHON) tools/try_templates.py

pages:    ## Word papers as pages: lines and characters counted, margins and words looked at
	$(PYTHON) tools/paper_pages.py

picture:  ## draw the README's pictures anew
	$(PYTHON) tools/picture.py docs/screen.svg --lang en
	$(PYTHON) tools/picture.py docs/screen.zh.svg --lang zh

pictures: ## every screen and form, both languages, sizes and themes, to be looked at; some minutes
	$(PYTHON) tools/pictures.py

manual:   ## draw the manual's pictures anew, page by page as they say, and build it
	$(PYTHON) tools/manual_pictures.py
	$(PYTHON) tools/manual.py
