"""Plant faults in a copy of the code, one after the other, and see whether the tests notice.

    python tools/faults.py [--seed N] [--count N] [--after N] [--named] [--of WORD] [--survivors FILE]

Each fault is planted by itself, and the tests that name its module, then those of its package, run until
one fails; what is marked slow is left out. The named faults are those that once passed every test; the
others are drawn by a seed from all packages. What survived is printed: it changes nothing, or a test is
missing. Needs an hour or two of one core; it is run by hand.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import importlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import pytest

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = Path("src", "fieldbook")
PATIENCE: Final = 900
"""Seconds after which tests that do not end count as a fault noticed."""
LEAST: Final = 6
"""Faults drawn of each package at least."""


BESIDE: Final[Mapping[str, Sequence[str]]] = {
    "domain": ("book", "reports", "ledgers"), "reports": ("book", "papers"), "book": ("domain", "cli"),
    "intake": ("cli",), "papers": ("cli",), "store": ("cli",),
}  # fmt: skip
"""Packages whose tests try another's code too."""
FAILED: Final = "failed.txt"
NOT_ASKED: Final[list[str]] = []
"""Tests that fail by themselves."""


class Fault(NamedTuple):
    """One change of one file."""

    name: str
    path: Path
    line: int
    start: int
    end: int
    """Where in the file's bytes stands what is replaced."""
    after: bytes

    def told(self, code: bytes) -> str:
        """Where it is, and what becomes of what."""
        before, after = (
            " ".join(x.decode().split()) for x in (code[self.start : self.end], self.after)
        )
        return f"{self.path}:{self.line}  {self.name}: {before[:110]}  ->  {after[:110]}"


class Named(NamedTuple):
    """A fault that once passed all tests: in this file, this text becomes that one."""

    name: str
    path: str
    before: str
    after: str


NAMED: Final = (
    Named("a day without its year", "labels.py",
          "text[5:] if date.year == today.year else text", "text[5:]"),
    Named("the twelfth is a month", "domain/dates/written.py", "int(found[1]) > MONTHS", "int(found[1]) >= MONTHS"),
    Named("what can be read in two orders tells one", "domain/dates/orders.py",
          "if len(can) == 1", "if len(can) >= 1"),
    Named("up to a day, without it", "cli/narrowing.py", "<= args.until", "< args.until"),
    Named("since a day, without it", "cli/narrowing.py", ">= args.since", "> args.since"),
    Named("what was dropped is not discussed", "reports/meeting.py",
          "{issue.dropped_on, *(", "{*("),
    Named("what was dropped relapses too", "domain/acts/casework.py", " - dropped", ""),
    Named("the last word alone finds it", "ui/widgets/row_filter.py",
          "hits = self._having(word, hits)", "hits = self._having(word, range(len(self._texts)))"),
    Named("weeks of the calendar year", "store/backup.py",
          "day.isocalendar()[:2]", "(day.year, day.isocalendar()[1])"),
    Named("bytes are not flushed", "files.py", "        return\n    os.fsync(fd)",
          "        return\n    fd = fd"),
    Named("the inbox is not flushed", "store/inbox.py", "sync_bytes(fd)\n", "pass\n"),
    Named("the inbox's folder is not flushed", "store/inbox.py",
          "sync_folder(str(path.parent))", "pass"),
    Named("a copy is not flushed", "store/backup.py", "sync_bytes(file.fileno())", "pass"),
    Named("a copy's folder is not flushed", "store/backup.py",
          "sync_folder(str(target.parent))", "pass"),
    Named("an inbox that was taken away is written to", "store/inbox.py",
          "if not still_named(fd, path):", "if False:"),
    Named("control characters reach the terminal", "cli/table.py",
          '" " if unicodedata.category(char)[0] == "C" else char', "char"),
)  # fmt: skip

_COMPARISONS: Final[Mapping[type[ast.cmpop], ast.cmpop]] = {
    ast.Lt: ast.LtE(), ast.LtE: ast.Lt(), ast.Gt: ast.GtE(), ast.GtE: ast.Gt(),
    ast.Eq: ast.NotEq(), ast.NotEq: ast.Eq(), ast.In: ast.NotIn(), ast.NotIn: ast.In(),
    ast.Is: ast.IsNot(), ast.IsNot: ast.Is(),
}  # fmt: skip
_OTHER_WAY: Final = {"any": "all", "all": "any", "min": "max", "max": "min"}


class Planter(ast.NodeVisitor):
    """Finds every place of a module where a fault can be planted."""

    def __init__(self, path: Path, code: bytes) -> None:
        self.path, self.code = path, code
        self.found: list[Fault] = []
        starts = [0]
        for line in code.splitlines(keepends=True):
            starts.append(starts[-1] + len(line))
        self._starts = starts

    def _plant(self, name: str, node: ast.expr | ast.stmt, after: str) -> None:
        start = self._starts[node.lineno - 1] + node.col_offset
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        end = self._starts[node.end_lineno - 1] + node.end_col_offset
        self.found.append(Fault(name, self.path, node.lineno, start, end, after.encode()))

    def visit_Assert(self, node: ast.Assert) -> None:
        """An assertion is for the type checker; nothing is planted in it."""

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        """Only the value: an annotation means nothing when the program runs."""
        if node.value is not None:
            self.visit(node.value)

    def visit_If(self, node: ast.If) -> None:
        """What only the type checker imports is left alone."""
        if ast.unparse(node.test) != "TYPE_CHECKING":
            self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> None:
        """A comparison with its boundary, or its sense, the other way."""
        if len(node.ops) == 1:
            other = _COMPARISONS[type(node.ops[0])]
            self._plant(
                "comparison",
                node,
                f"({ast.unparse(ast.Compare(node.left, [other], node.comparators))})",
            )
        else:
            for place, op in enumerate(node.ops):
                ops = [*node.ops[:place], _COMPARISONS[type(op)], *node.ops[place + 1 :]]
                self._plant(
                    "comparison",
                    node,
                    f"({ast.unparse(ast.Compare(node.left, ops, node.comparators))})",
                )
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        """``and`` for ``or``, and one of the parts left out."""
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        self._plant("and/or", node, f"({ast.unparse(ast.BoolOp(other, node.values))})")
        rest = node.values[:-1]
        left = rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)
        self._plant("a part left out", node, f"({ast.unparse(left)})")
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        """A ``not`` left out."""
        if isinstance(node.op, ast.Not):
            self._plant("not", node, f"({ast.unparse(node.operand)})")
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        """A boundary one further, where a number is added or taken away."""
        number = getattr(node.right, "value", None)
        if isinstance(node.op, ast.Add | ast.Sub) and isinstance(number, int):
            self._plant("boundary", node, f"({ast.unparse(node.left)})")
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        """``any`` for ``all``, ``min`` for ``max``."""
        if isinstance(node.func, ast.Name) and node.func.id in _OTHER_WAY:
            self._plant("any/all, min/max", node.func, _OTHER_WAY[node.func.id])
        self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        """A call whose answer nobody wants, left out; an fsync too."""
        if isinstance(node.value, ast.Call) and "__init__" not in ast.unparse(node.value.func):
            self._plant("call left out", node, "pass")
        self.generic_visit(node)


def places(root: Path, of: str) -> dict[str, list[Fault]]:
    """Every fault that could be planted, by package; a module beside them is one by itself."""
    found: dict[str, list[Fault]] = defaultdict(list)
    for path in sorted((root / PACKAGE).rglob("*.py")):
        inside = path.relative_to(root / PACKAGE)
        if of not in str(inside):
            continue
        code = path.read_bytes()
        planter = Planter(path.relative_to(root), code)
        planter.visit(ast.parse(code))
        found[inside.parts[0] if len(inside.parts) > 1 else "modules"] += planter.found
    return {name: faults for name, faults in found.items() if faults}


def drawn(by_package: Mapping[str, Sequence[Fault]], count: int, seed: int) -> list[Fault]:
    """So many of all packages: by their size, and some of the smallest too."""
    chance = random.Random(seed)
    total = sum(map(len, by_package.values()))
    faults: list[Fault] = []
    for _name, each in sorted(by_package.items()):
        wanted = max(LEAST, round(count * len(each) / total))
        faults += chance.sample(list(each), min(wanted, len(each)))
    return faults


def named(root: Path) -> Iterator[Fault]:
    """The named faults, where they are today."""
    for each in NAMED:
        path = PACKAGE / each.path
        code = (root / path).read_bytes()
        before = each.before.encode()
        if code.count(before) != 1:
            sys.exit(f"{path} has {each.before!r} {code.count(before)} times: name its place anew")
        start = code.index(before)
        line = code[:start].count(b"\n") + before.count(b"\n") + 1
        yield Fault(each.name, path, line, start, start + len(before), each.after.encode())


# --- which tests should notice -------------------------------------------------------------------


def copied(into: Path) -> Path:
    """A copy of what the tests read, as git has it or would."""
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True, text=True,
    ).stdout.split("\0")  # fmt: skip
    built = [
        str(each.relative_to(ROOT))
        for ending in ("*.mo", "*.html")
        for each in (ROOT / PACKAGE).rglob(ending)
    ]
    for name in (*names, *built):
        if name and (ROOT / name).is_file():
            (into / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, into / name)
    return into


def make_ready(root: Path) -> None:
    """Load what no fault is planted in, once for all runs, and let the copy be what is imported."""
    for each in ("hypothesis.stateful", "textual.app", "textual.widgets", "tinydb", "msgspec", "docx",
                 "openpyxl", "xlsxwriter", "babel", "pytest_asyncio.plugin", "syrupy"):  # fmt: skip
        importlib.import_module(each)
    sys.path[:0] = [str(root / "src"), str(root)]
    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path[:2])
    os.chdir(root)


def tests_of(root: Path, path: Path) -> list[str]:
    """The tests that name a module, then those of its package; the commands' where it has none."""
    inside = path.relative_to(PACKAGE).with_suffix("")
    package, name = ".".join(("fieldbook", *inside.parts[:-1])), inside.name
    names = [f"{package}.{name} ", f"{package}.{name}.", f"from {package} import {name}"]
    folder = Path("tests", inside.parts[0])
    if len(inside.parts) > 1 and not (root / folder).is_dir():
        names.append(f"from {package} import ")  # all that its tests see of it is the package
    near = [
        str(each.relative_to(root))
        for each in sorted((root / "tests").rglob("test_*.py"))
        if any(words in each.read_text(encoding="utf-8") for words in names)
        and ("ui" in inside.parts or "ui" not in each.parts)
    ]
    near.sort(key=lambda each: (name not in each, not each.startswith(str(folder)), each))
    if "widgets" in inside.parts:
        folder = Path("tests", "ui", "widgets")
    if not (root / folder).is_dir():
        folder = Path("tests", "cli")
    # File by file: of a folder and a file in it pytest would run the file alone.
    folders = [folder, *(Path("tests", each) for each in BESIDE.get(inside.parts[0], ()))]
    every = (each for one in folders for each in sorted((root / one).rglob("test_*.py")))
    rest = (str(each.relative_to(root)) for each in every)
    return [*near, *(each for each in rest if each not in near)]


# --- planting ----------------------------------------------------------------------------------


class Failed:
    """Writes down which test failed."""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """The one that ends the run."""
        if report.failed:
            Path(FAILED).write_text(report.nodeid, encoding="utf-8")


def noticed(root: Path, fault: Fault, tests: Sequence[str], number: int) -> str:
    """What notices the fault: a test, ``no end``, ``no beginning``; nothing where none does."""
    path = root / fault.path
    code, times = path.read_bytes(), path.stat()
    path.write_bytes(code[: fault.start] + fault.after + code[fault.end :])
    os.utime(path, (number, number))  # what was compiled of it before is out of date
    try:
        test = failing(tests)
    finally:
        path.write_bytes(code)
        os.utime(path, (times.st_atime, times.st_mtime))
    if "::" in test and failing([test]):
        print(f"     {test} fails without a fault too, and is not asked any more", flush=True)
        NOT_ASKED.append(f"--deselect={test}")
        return noticed(root, fault, tests, number)
    return test


def failing(tests: Sequence[str]) -> str:
    """The test that fails, of these, in a process that has all of other people's code loaded."""
    Path(FAILED).unlink(missing_ok=True)
    child = os.fork()
    if child == 0:
        os.setsid()
        nowhere = os.open(os.devnull, os.O_RDWR)
        for each in (0, 1, 2):
            os.dup2(nowhere, each)
        words = ["-x", "-q", "-p", "no:cacheprovider", "-m", "not slow", *NOT_ASKED, *tests]
        os._exit(int(pytest.main(words, plugins=[Failed()])))
    until = time.monotonic() + PATIENCE
    try:
        while time.monotonic() < until:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                told = Path(FAILED).read_text(encoding="utf-8") if Path(FAILED).exists() else ""
                return (told or "no beginning") if status else ""
            time.sleep(0.05)
        return "no end"
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child, signal.SIGKILL)


def main() -> int:
    """Plant, run, and print what survived."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--after", type=int, default=0, help="go on after this many of them")
    parser.add_argument("--named", action="store_true", help="the named ones alone")
    parser.add_argument("--of", default="", help="only of modules whose path has this word")
    parser.add_argument(
        "--survivors", type=lambda name: Path(name).resolve(), help="write what survived here too"
    )
    args = parser.parse_args()
    root = copied(Path(tempfile.mkdtemp(prefix="faults-")))
    try:
        return _work(root, args)
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _work(root: Path, args: argparse.Namespace) -> int:
    faults = [each for each in named(root) if args.of in str(each.path)]
    if not args.named:
        faults += drawn(places(root, args.of), args.count, args.seed)
    make_ready(root)
    counts: Counter[str] = Counter()
    survivors: list[str] = []
    begun = time.monotonic()
    for number, fault in list(enumerate(faults, 1))[args.after :]:
        told = fault.told((root / fault.path).read_bytes())
        tests = tests_of(root, fault.path)
        test = noticed(root, fault, tests, number)
        result = "noticed" if test else "SURVIVED"
        counts[result] += 1
        print(f"{number:4}/{len(faults)} {result:8} {told}  [{test}]", flush=True)
        if result == "SURVIVED":
            survivors.append(told)
    minutes = (time.monotonic() - begun) / 60
    print(
        f"\n{counts.total()} planted, {counts['noticed']} noticed, {len(survivors)} survived; {minutes:.0f} min"
    )
    print("\n".join(survivors))
    if args.survivors:
        args.survivors.write_text("\n".join([*survivors, ""]), encoding="utf-8")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
