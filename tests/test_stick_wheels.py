"""What goes on a stick is complete for every system and every Python, as the lock file has it."""

from __future__ import annotations

import re
import tomllib
from itertools import product

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import parse_wheel_filename
from tools import stick_wheels
from tools.stick_wheels import PYTHONS, SYSTEMS, Missing, System

KNOWN = stick_wheels.packages()
PINNED = stick_wheels.pinned(KNOWN)
PROJECT = tomllib.loads((stick_wheels.ROOT / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.mark.parametrize(
    ("system", "python"), product(SYSTEMS, PYTHONS), ids=lambda each: getattr(each, "name", None)
)
def test_every_system_finds_all_it_needs(system: System, python: tuple[int, int]) -> None:
    """Of each package a system needs, a wheel of the locked version that this Python takes lies there."""
    takes = set(stick_wheels.tags(system, python))
    there = stick_wheels.environment(system, python)
    found = set()
    for each in PINNED:
        if each.where and not any(Marker(where).evaluate(there) for where in each.where):
            continue
        names = [parse_wheel_filename(name) for name in each.wheels]
        assert any(takes & tags for _name, _version, _build, tags in names), each.name
        assert {str(version) for _name, version, _build, _tags in names} == {each.version}
        found.add(each.name)
    assert found == set(stick_wheels.needed(KNOWN, system, python))


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda each: each.name)
def test_what_the_project_asks_for_is_needed(system: System) -> None:
    """All that the project's own requirements ask for there is among what is needed."""
    there = stick_wheels.environment(system, (3, 13))
    asked = [Requirement(each) for each in PROJECT["dependencies"]]
    direct = {each.name for each in asked if not each.marker or each.marker.evaluate(there)}
    assert direct <= set(stick_wheels.needed(KNOWN, system, (3, 13)))
    assert "linkify-it-py" in stick_wheels.needed(KNOWN, system, (3, 13))  # an extra of an extra


def test_only_windows_on_arm_goes_without() -> None:
    """Locked books are what Windows on arm64 goes without; no other system lacks anything."""
    lacking = {each.name: stick_wheels.lacking(KNOWN, each) for each in SYSTEMS}
    assert {name: what for name, what in lacking.items() if what} == {"Windows arm64": ["pyrage"]}


def test_every_python_is_one_the_project_takes() -> None:
    """The oldest Python that a stick serves is the oldest that the project takes."""
    assert PROJECT["requires-python"] == f">={PYTHONS[0][0]}.{PYTHONS[0][1]}"


def test_nothing_is_compiled_and_all_has_its_digest() -> None:
    """A line of the requirements names one version and the digest of every wheel, and no source."""
    for each in PINNED:
        line = each.requirement()
        assert line.startswith(f"{each.name}=={each.version}")
        assert len(re.findall(r"--hash=sha256:[0-9a-f]{64}", line)) == len(each.wheels) > 0
        assert all(name.endswith(".whl") for name in each.wheels)


def test_a_missing_wheel_stops_the_build() -> None:
    """A system for which the lock file lacks a wheel is named, not served by half."""
    cut = {**KNOWN, "lxml": {**KNOWN["lxml"], "wheels": KNOWN["lxml"]["wheels"][:1]}}
    with pytest.raises(Missing, match="lxml for "):
        stick_wheels.pinned(cut)
