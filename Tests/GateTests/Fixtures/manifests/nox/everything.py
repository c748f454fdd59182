# /// script
# dependencies = ["nox>=2025.2.9"]
# ///
from pathlib import Path

import nox
from nox import session as decorated

ROOT = Path(__file__).parent
LINT = ["ruff==0.9.1", "mypy"]
PYPROJECT = nox.project.load_toml("pyproject.toml")


def common(session):
    session.install("-e", ".[test]", "coverage")


@nox.session(python=["3.12", "3.13"])
@nox.parametrize("django", ["4.2", nox.param("5.0", id="five")])
@nox.parametrize("file,extra", [("a.txt", "x"), ("b.txt", "y")])
def tests(session, django, file, extra):
    common(session)
    session.install(f"Django=={django}", "-r", file, f".[{extra}]")
    session.install("-c", ROOT / "constraints.txt", "pytest")
    session.install(*session.posargs)
    session.run("pytest", *(session.posargs or ["tests"]))


@decorated
def lint(s):
    s.install(*LINT, "--extra-index-url", "https://index.example/simple")
    s.install(*PYPROJECT["dependency-groups"]["lint"])
    s.install(*nox.project.dependency_groups(PYPROJECT, "docs"))
    s.run("ruff", "check", "install")


@nox.session(venv_backend="conda")
def conda(session):
    session.conda_install("numpy>=1.26", "--channel=conda-forge")
    session.run("python", "-m", "pip", "install", "from-run>=1", "-q")
    session.run_always("uv", "pip", "install", "from-uv", external=True)
    session.run_install("uv", "sync", "--frozen")
