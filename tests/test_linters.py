"""What contributors, pre-commit and CI ask is the same, in the same versions."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "uv.lock").read_text(encoding="utf-8")


def words(name: str, pattern: str) -> list[str]:
    """What a file of the repository says in the places the pattern finds."""
    return re.findall(pattern, (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)


def locked() -> dict[str, Any]:
    return {each["name"]: each for each in tomllib.loads(LOCK)["package"]}


def required() -> dict[str, str]:
    """Every requirement of the project and its extras: name → versions asked for."""
    extras = PROJECT["optional-dependencies"].values()
    every = [*PROJECT["dependencies"], *(each for extra in extras for each in extra)]
    plain = (each.partition(";")[0] for each in every)  # without where it is asked for
    parts = (re.split(r"(?=[<>=~!])", each, maxsplit=1) for each in plain)
    return {name.lower(): "".join(asked) for name, *asked in parts if "[" not in name}


def test_every_linter_is_asked_alike() -> None:
    """CI, ``make lint`` and pre-commit ask the same linters in the same words."""
    in_ci = re.findall(r"'(.+?)'", words(".ci/run", r"^for words in (.+); do$")[0])
    by_make = words("Makefile", r"^lint:.*\n((?:\t.+\n)+)")[0].strip().split("\n\t")
    before_a_commit = words(".pre-commit-config.yaml", r"^ +entry: (.+)$")
    assert len(in_ci) == 4
    assert by_make == before_a_commit == in_ci


def test_the_linters_are_pinned() -> None:
    """Every linter that CI asks is required in one version, and the lock has that one."""
    for name in ("ruff", "mypy", "import-linter"):
        assert required()[name] == f"=={locked()[name]['version']}"


def test_the_lock_knows_what_is_required() -> None:
    """``uv.lock`` asks for each requirement just as pyproject.toml does; ``uv lock`` writes it anew."""
    told = locked()["fieldbook"]["metadata"]["requires-dist"]
    asked = {each["name"]: each.get("specifier", "") for each in told if each["name"] in required()}
    assert asked == required()
    assert set(required()) <= set(locked())


def test_the_lock_names_the_public_registry_alone() -> None:
    """Whoever installs from the lock asks PyPI, no machine of somebody's."""
    assert set(re.findall(r"https?://([^/\"]+)", LOCK)) == {"pypi.org", "files.pythonhosted.org"}
