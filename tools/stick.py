"""Build the stick: a folder from which fieldbook is set up on a computer without a network.

    python tools/stick.py [FOLDER]

The wheels are those of ``uv.lock``, fetched by pip, each with the digest that stands there; our own is
built here. Wheels that lie in ``build/wheels`` already are taken from there, so that a second run asks no
network. Two runs give the same bytes: the time of everything is ``SOURCE_DATE_EPOCH``, or the day of the
release.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[1]))

from tools.stick_wheels import (
    INSTALLER,
    PYTHONS,
    ROOT,
    SYSTEMS,
    Pinned,
    System,
    lacking,
    needed,
    packages,
    pinned,
)

from fieldbook import __version__

ON_STICK: Final = ROOT / "tools" / "on_stick"
KEPT: Final = ROOT / "build" / "wheels"
EPOCH: Final = "SOURCE_DATE_EPOCH"
FIRST_DAY_OF_ZIP: Final = 315_532_800
"""1 January 1980: archives know no earlier day."""
OF_PACKAGES: Final = {
    "pyrage": ("no locked books (fieldbook encrypt)", "不能给工作本加密（fieldbook encrypt）")
}
"""Package → what is not possible without it."""


def build(folder: Path, source: Path = ROOT) -> Path:
    """Build the stick anew in a folder.

    Args:
        folder: where; what was there goes.
        source: the project whose wheel is built.
    """
    known = packages()
    wanted = pinned(known)
    fetch(wanted)
    shutil.rmtree(folder, ignore_errors=True)
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    for each in wanted:
        for name in each.wheels:
            shutil.copyfile(KEPT / name, wheels / name)
    own = build_own(wheels, source)
    ours = Pinned("fieldbook", own.name.split("-")[1], (), {own.name: digest(own)})
    installed = [ours, *(each for each in wanted if each.name != INSTALLER)]
    (folder / "requirements.txt").write_text(
        "".join(f"{each.requirement()}\n" for each in installed), encoding="utf-8", newline="\n"
    )
    _lay_scripts(folder, ours.version)
    _write_sums(folder)
    settle(folder)
    return folder


def fetch(wanted: Sequence[Pinned]) -> None:
    """Have pip fetch every wheel that does not lie here yet; its digest is asked for, and compared."""
    KEPT.mkdir(parents=True, exist_ok=True)
    for each in wanted:
        for name, sha in each.wheels.items():
            if (KEPT / name).exists() and digest(KEPT / name) != sha:
                (KEPT / name).unlink()
    for system in SYSTEMS:
        for python in PYTHONS:
            there = set(needed(packages(), system, python))
            missing = [
                each
                for each in wanted
                if each.name in there and not all((KEPT / name).exists() for name in each.wheels)
            ]
            if missing:
                _pip("download", missing, system, python, "--dest", str(KEPT))
    left = [name for each in wanted for name in each.wheels if not (KEPT / name).exists()]
    if left:
        raise SystemExit(f"not fetched: {', '.join(left)}")


def check(folder: Path) -> None:
    """Let pip find all of it for every system and every Python, on the stick alone."""
    known = packages()
    wanted = {each.name: each for each in pinned(known)}
    for system in SYSTEMS:
        for python in PYTHONS:
            here = [wanted[name] for name in needed(known, system, python)]
            offline = ("--no-index", "--find-links", str(folder / "wheels"))
            with tempfile.TemporaryDirectory() as nowhere:
                _pip("install", here, system, python, "--dry-run", "--target", nowhere, *offline)
            print(f"{system.name}, Python {python[0]}.{python[1]}: {len(here)} packages")


def _pip(
    act: str, wanted: Iterable[Pinned], system: System, python: tuple[int, int], *more: str
) -> None:
    """Ask pip to act for another system; the digests of all wheels of a package are allowed."""
    version = f"{python[0]}.{python[1]}"
    with tempfile.TemporaryDirectory() as folder:
        asked = Path(folder) / "asked.txt"
        # Where a package is needed is decided here: pip would ask this computer.
        lines = [each._replace(where=()).requirement() for each in wanted]
        asked.write_text("\n".join(lines) + "\n", encoding="utf-8")
        subprocess.run(
            [
                sys.executable, "-m", "pip", act, "--quiet", "--disable-pip-version-check",
                "--no-deps", "--only-binary", ":all:", "--require-hashes", "--requirement", str(asked),
                "--implementation", "cp", "--python-version", version,
                "--abi", f"cp{python[0]}{python[1]}", "--abi", "abi3", "--abi", "none",
                *(word for each in (*system.platforms, "any") for word in ("--platform", each)),
                *more,
            ],
            check=True,
        )  # fmt: skip


def build_own(into: Path, source: Path, *kinds: str) -> Path:
    """Build the project's wheel (or what else is named) into a folder; the wheel's path."""
    targets = [word for kind in kinds or ("wheel",) for word in ("--target", kind)]
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", *targets, "--directory", str(into)],
        check=True,
        cwd=source,
        env={**os.environ, EPOCH: str(epoch())},
        stdout=subprocess.DEVNULL,
    )
    return next(into.glob("fieldbook-*.whl"))


def _lay_scripts(folder: Path, version: str) -> None:
    for name in ("install.sh", "install.py"):
        shutil.copyfile(ON_STICK / name, folder / name)
    # Windows ends lines in two signs, and its editor knows UTF-8 by a mark.
    words = (ON_STICK / "install.cmd").read_text(encoding="ascii")
    (folder / "install.cmd").write_text(words, encoding="ascii", newline="\r\n")
    english, chinese = _told_lacking()
    page = (ON_STICK / "README.txt").read_text(encoding="utf-8")
    page = page.format(version=version, lacking=english, lacking_zh=chinese)
    (folder / "README.txt").write_text(page, encoding="utf-8-sig", newline="\r\n")


def _told_lacking() -> tuple[str, str]:
    """What is not possible on which system, in both languages."""
    known = packages()
    english, chinese = [], []
    for system in SYSTEMS:
        for name in lacking(known, system):
            english.append(
                f"{system.name}: {OF_PACKAGES[name][0]}, since {name} has no wheel there.\n"
            )
            chinese.append(
                f"{system.name}：{OF_PACKAGES[name][1]}，因为 {name} 没有这种电脑的安装包。\n"
            )
    return "".join(english), "".join(chinese)


def _write_sums(folder: Path) -> None:
    lines = [
        f"{digest(each)}  {each.relative_to(folder).as_posix()}\n" for each in files_of(folder)
    ]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8", newline="\n")


def files_of(folder: Path) -> Iterator[Path]:
    """All files of a folder, in an order that does not depend on the disk."""
    yield from sorted(each for each in folder.rglob("*") if each.is_file())


def settle(folder: Path) -> None:
    """Give every file the same rights and the same time, whoever built it when."""
    for each in sorted(folder.rglob("*"), reverse=True):
        each.chmod(0o755 if each.is_dir() or each.suffix == ".sh" else 0o644)
        os.utime(each, (epoch(), epoch()))


def epoch() -> int:
    """The time of everything that is built."""
    return max(int(os.environ.get(EPOCH, FIRST_DAY_OF_ZIP)), FIRST_DAY_OF_ZIP)


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def main() -> None:
    """Build, and let pip look for everything."""
    default = ROOT / "dist" / f"fieldbook-{__version__}-stick"
    folder = build(Path(sys.argv[1]) if len(sys.argv) > 1 else default)
    check(folder)
    size = sum(each.stat().st_size for each in files_of(folder))
    print(f"{folder}: {size / 1_000_000:.0f} MB")


if __name__ == "__main__":
    main()
