"""Make a release: version, changelog, wheel, sdist, stick and checksums, in one command.

    python tools/release.py 0.2.0 [DAY]

The version and the day go into the project's files, what is drawn from them is drawn anew, and everything
is built into ``dist/VERSION``. A second run finds all that in place, and gives the same bytes: the time of
every file is the day of the release. Committing and tagging stay with whoever releases; what to type is
said at the end.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[1]))

from tools import stick as building
from tools.stick_wheels import ROOT

VERSION: Final = re.compile(r"\d+\.\d+\.\d+")
OF_VERSION: Final = {
    "pyproject.toml": r'(?m)^(version = ")[^"]+(")',
    "src/fieldbook/__init__.py": r'(?m)^(__version__ = ")[^"]+(")',
    "uv.lock": r'(name = "fieldbook"\nversion = ")[^"]+(")',
}
"""File → where the version stands in it."""
UNRELEASED: Final = re.compile(r"(?m)^## (?:Unreleased|\d+\.\d+\.\d+ \(unreleased\))$")
MADE_OF_IT: Final = {"CHANGELOG.md", *OF_VERSION}
"""What a release writes, besides ``src/fieldbook/shell``."""


class NotReady(Exception):
    """Something keeps the release from being made."""


def day_of(changelog: str, version: str) -> dt.date | None:
    """The day of a release that stands in the changelog already."""
    found = re.search(rf"(?m)^## {re.escape(version)} \((\d{{4}}-\d\d-\d\d)\)$", changelog)
    return dt.date.fromisoformat(found[1]) if found else None


def dated(changelog: str, version: str, day: dt.date) -> str:
    """The changelog with its first unreleased part released on this day.

    Raises:
        NotReady: nothing in it waits to be released.
    """
    if day_of(changelog, version):
        return changelog
    if not UNRELEASED.search(changelog):
        raise NotReady(f"nothing in the changelog waits to be released as {version}")
    return UNRELEASED.sub(f"## {version} ({day})", changelog, count=1)


def numbered(text: str, pattern: str, version: str) -> str:
    """A file with the version in its place."""
    found, count = re.subn(pattern, rf"\g<1>{version}\g<2>", text)
    if count != 1:
        raise NotReady(f"the version stands in {count} places: {pattern}")
    return found


def archive(folder: Path, target: Path) -> None:
    """A folder as a ZIP: the same bytes for the same files, wherever and whenever they were written."""
    day = dt.datetime.fromtimestamp(building.epoch(), dt.UTC)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as made:
        for each in building.files_of(folder):
            name = f"{folder.name}/{each.relative_to(folder).as_posix()}"
            info = zipfile.ZipInfo(name, day.timetuple()[:6])
            info.create_system = 3  # rights as Linux and macOS know them
            info.external_attr = (0o100755 if each.suffix == ".sh" else 0o100644) << 16
            made.writestr(info, each.read_bytes())


def main() -> None:
    """Write the version down, and build."""
    version, *more = sys.argv[1:]
    if not VERSION.fullmatch(version):
        raise NotReady(f"a version is like 0.2.0, not {version}")
    _require_settled()
    path = ROOT / "CHANGELOG.md"
    changelog = path.read_text(encoding="utf-8")
    given = dt.date.fromisoformat(more[0]) if more else dt.datetime.now().astimezone().date()
    day = day_of(changelog, version) or given
    path.write_text(dated(changelog, version, day), encoding="utf-8")
    for name, pattern in OF_VERSION.items():
        text = (ROOT / name).read_text(encoding="utf-8")
        (ROOT / name).write_text(numbered(text, pattern, version), encoding="utf-8")
    noon = dt.datetime.combine(day, dt.time(12), dt.UTC)
    os.environ[building.EPOCH] = str(int(noon.timestamp()))
    # In programs of their own: this one has the version from before in its memory.
    subprocess.run([sys.executable, "tools/words.py"], check=True, cwd=ROOT)
    subprocess.run([sys.executable, "tools/shell.py"], check=True, cwd=ROOT)
    print(f"{_built(version)}\nnext: git commit -am 'Release {version}' && git tag v{version}")


def _require_settled() -> None:
    """Refuse to release what is in no commit, but for what a release writes itself."""
    listed = subprocess.run(
        ["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    for line in listed.stdout.splitlines():
        name = line[3:]
        if name not in MADE_OF_IT and not name.startswith("src/fieldbook/shell/"):
            raise NotReady(f"not committed: {name}")


def _built(version: str) -> str:
    """Build everything; the checksums."""
    dist = ROOT / "dist" / version
    shutil.rmtree(dist, ignore_errors=True)
    dist.mkdir(parents=True)
    building.build_own(dist, ROOT, "sdist", "wheel")
    folder = building.build(ROOT / "build" / f"fieldbook-{version}-stick")
    archive(folder, dist / f"{folder.name}.zip")
    sums = "".join(f"{building.digest(each)}  {each.name}\n" for each in building.files_of(dist))
    (dist / "SHA256SUMS").write_text(sums, encoding="utf-8", newline="\n")
    return sums


if __name__ == "__main__":
    try:
        main()
    except NotReady as error:
        raise SystemExit(str(error)) from error
