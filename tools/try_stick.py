"""Set fieldbook up from a stick, update it, and let updates fail: for real, without a network (Linux, root).

    python tools/try_stick.py

Four sticks are built: this version, a newer one, and two newer ones with a planted fault, one that does not
load and one that cannot read the user's book; a fifth has a wheel with one byte changed. A user who has
nothing but the system's Python sets the first one up and keeps a book; every command runs in a network
namespace that has no route anywhere. What is promised is then compared with what is there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[1]))

from tools import stick as building
from tools.stick_wheels import ROOT

NEXT: Final = "99.1.0"
FAULTS: Final[Mapping[str, tuple[str, str]]] = {
    "does-not-load": ("ui/running.py", 'raise RuntimeError("planted")\n'),
    "cannot-read-the-book": (
        "cli/fields.py",
        'import sys\n\nif "households" in sys.argv:\n    raise RuntimeError("planted")\n',
    ),
}
"""What is wrong with a stick → the file that gets what stands behind it."""


class User:
    """Somebody with a home of his own and no network."""

    def __init__(self, home: Path) -> None:
        self.home = home
        home.mkdir(parents=True)
        path = f"{home}/.local/bin:/usr/bin:/bin"
        self.surroundings = {"HOME": str(home), "PATH": path, "LANG": "C.UTF-8"}

    def __call__(self, *words: str | Path, fails: bool = False) -> str:
        """Do a command; what it said."""
        start = time.monotonic()
        done = subprocess.run(
            ["unshare", "--net", *map(str, words)],
            env=self.surroundings,
            cwd=self.home,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        said = (done.stdout + done.stderr).strip()
        print(f"{time.monotonic() - start:6.1f} s  {' '.join(map(str, words))}\n          {said}\n")
        assert bool(done.returncode) == fails, done.returncode
        return said

    def state(self) -> tuple[str, ...]:
        """All of the program that is in the home: links with where they lead, programs by name."""
        local = self.home / ".local"
        links = [f"{each}>{each.readlink()}" for each in local.rglob("*") if each.is_symlink()]
        programs = [each.name for each in (local / "share" / "fieldbook-program").iterdir()]
        return tuple(sorted(each for each in links if "/bin/python" not in each)) + tuple(programs)


def sticks(folder: Path) -> dict[str, Path]:
    """The sticks, by what is the matter with them."""
    found = {"": building.build(folder / "this")}
    for what in ("newer", *FAULTS):
        source = _copy(folder / "source")
        for name in ("pyproject.toml", "src/fieldbook/__init__.py"):
            text = (source / name).read_text(encoding="utf-8")
            text = text.replace(f'version = "{building.__version__}"', f'version = "{NEXT}"')
            text = text.replace(f'version__ = "{building.__version__}"', f'version__ = "{NEXT}"')
            (source / name).write_text(text, encoding="utf-8")
        if what in FAULTS:
            name, planted = FAULTS[what]
            with (source / "src/fieldbook" / name).open("a", encoding="utf-8") as file:
                file.write(f"\n{planted}")
        found[what] = building.build(folder / what, source)
    found["rotten"] = folder / "rotten"
    shutil.copytree(found["newer"], found["rotten"])
    wheel = next(found["rotten"].glob("wheels/textual-*.whl"))
    data = bytearray(wheel.read_bytes())
    data[len(data) // 2] ^= 1
    wheel.write_bytes(data)
    return found


def _copy(into: Path) -> Path:
    """The project's own files, as git knows them."""
    shutil.rmtree(into, ignore_errors=True)
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    for name in listed.stdout.decode().split("\0"):
        if name and not name.startswith("tests/"):
            (into / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, into / name)
    return into


def main() -> None:
    """Set up, update, fail, go back; every step says what it did."""
    with tempfile.TemporaryDirectory(prefix="fieldbook-sticks-") as folder:
        made = sticks(Path(folder))
        user = User(Path(folder) / "home")
        assert user("ip", "route") == ""
        user("sh", made[""] / "install.sh")
        user("fieldbook", "add", "issue", "水渠漏水")
        user("fieldbook", "list", "issues")
        first = user.state()
        for what in ("rotten", *FAULTS):
            said = user("fieldbook", "--lang", "zh", "update", made[what], fails=True)
            assert "没有装好" in said
            assert user.state() == first, (what, user.state())
            assert user("fieldbook", "--version") == f"fieldbook {building.__version__}"
        user("fieldbook", "update", made["newer"])
        assert user("fieldbook", "--version") == f"fieldbook {NEXT}"
        assert "水渠漏水" in user("fieldbook", "list", "issues")
        copies = list((user.home / ".local/share/fieldbook/backups").glob("*-before-update.json"))
        assert len(copies) == 1 + 1 + len(FAULTS), copies
        second = user.state()
        user("fieldbook", "update", made["newer"])
        assert user.state() == second
        user("fieldbook", "update", made[""], fails=True)  # older, and nobody to ask
        user("fieldbook", "update", "--back")
        assert user("fieldbook", "--version") == f"fieldbook {building.__version__}"
        assert "水渠漏水" in user("fieldbook", "list", "issues")
        user("fieldbook", "verify")
        print("all as promised")


if __name__ == "__main__":
    if os.name != "posix" or os.geteuid() != 0:
        raise SystemExit("needs Linux, and root for a network namespace")
    main()
