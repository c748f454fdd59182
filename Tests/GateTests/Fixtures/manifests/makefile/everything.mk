PIP ?= .venv/bin/pip
LINTER := ruff==0.8.0

.PHONY: install
install: venv
	@$(PIP) install -r requirements.txt
	-pip install $(LINTER) \
	    "click==8.1.7"
	for p in a b; do pip install $$p; done
lint: ; pip install mypy
