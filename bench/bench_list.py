"""Filling and refiltering a list: ours beside Textual's DataTable and OptionList.

Run with ``python bench/bench_list.py``. Every figure is the median of several runs within one
process, from the call to the last line drawn, in processor time, because Textual draws on a beat
of sixty a second and would add the wait for it; ratios are to ours in the same run. DataTable takes
part at 10,000 rows only, for at 100,000 it needs some twenty seconds for each filling.
"""

from __future__ import annotations

import asyncio
import gc
import time
from functools import partial
from statistics import median
from typing import TYPE_CHECKING, Any

from textual.widgets import DataTable, OptionList

from fieldbook.ui.themes import ThemedApp
from fieldbook.ui.widgets.columns import Column, ListRow, sought
from fieldbook.ui.widgets.record_list import RecordList
from fieldbook.ui.widgets.row_order import Sort

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

SIZES = (10_000, 100_000)
QUERIES = ("3", "3组", "3组 李", "3组 李霞")
NAMES = ("陈桂生", "李霞平", "赵祥", "王大娘", "欧阳秀英")
COLUMNS = ("户主", "地点", "人口", "走访")


def make_rows(count: int) -> list[ListRow]:
    """Make rows of four columns, as the households have them."""
    made = []
    for number in range(count):
        head, place = NAMES[number % len(NAMES)], f"{number % 9 + 1}组{number % 60:02}号"
        cells = (head, place, f"{number % 6 + 2}人", f"逾期{number % 30}天")
        by = (number * 7919 % count,)
        made.append(ListRow(f"h{number}", cells, sought(head, place, str(number)), "overdue", by))
    return made


def matching(rows: list[ListRow], query: str) -> list[ListRow]:
    """Filter as a program without our list would."""
    words = query.split()
    return [row for row in rows if all(word in row.search for word in words)]


class Stage(ThemedApp[None]):
    """An app with one widget."""

    def __init__(self, kind: Callable[[], Any]) -> None:
        super().__init__()
        self.widget = kind()

    def compose(self) -> Any:
        yield self.widget


async def timed(pilot: Pilot[None], act: Callable[[], object]) -> float:
    """Measure an act until it is drawn, in milliseconds of the processor."""
    gc.collect()
    start = time.process_time()
    act()
    # Twice, because some widgets measure their rows only when they are first drawn.
    for _ in range(2):
        await settle(pilot)
        # Without a terminal Textual lays out but does not draw, so that is asked for here.
        pilot.app.screen._compositor.render_strips()
    return (time.process_time() - start) * 1000


async def settle(pilot: Pilot[None]) -> None:
    """Wait until the screen has laid out what it was given."""
    painted = asyncio.Event()
    pilot.app.screen.call_after_refresh(painted.set)
    await painted.wait()


def fill_ours(app: Stage, rows: list[ListRow]) -> None:
    app.widget.set_rows(rows)


def fill_table(app: Stage, rows: list[ListRow]) -> None:
    app.widget.clear()
    if not app.widget.columns:
        app.widget.add_columns(*COLUMNS)
    app.widget.add_rows(row.cells for row in rows)


def fill_options(app: Stage, rows: list[ListRow]) -> None:
    app.widget.clear_options()
    app.widget.add_options(["  ".join(row.cells) for row in rows])


def table() -> DataTable[str]:
    return DataTable()


def ours() -> RecordList:
    return RecordList(
        [
            Column(title, None if not at else 8, by=0 if at == len(COLUMNS) - 1 else None)
            for at, title in enumerate(COLUMNS)
        ]
    )


async def bench_ours(rows: list[ListRow], rounds: int) -> dict[str, float]:
    """Measure our list, each further letter of a query by itself."""
    names = ("fill", "first letter", "narrow", "widen", "by words", "by value", "act", "key")
    results: dict[str, list[float]] = {name: [] for name in names}
    app = Stage(ours)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(rounds):
            app.widget.set_rows(())
            await settle(pilot)
            results["fill"].append(await timed(pilot, lambda: fill_ours(app, rows)))
            for number, query in enumerate(QUERIES):
                took = await timed(pilot, partial(app.widget.set_filter, query))
                results["narrow" if number else "first letter"].append(took)
            results["widen"].append(await timed(pilot, lambda: app.widget.set_filter("")))
            for what, title in (("by words", COLUMNS[0]), ("by value", COLUMNS[-1])):
                results[what].append(await timed(pilot, partial(app.widget.sort_by, Sort(title))))
            other = [*rows[1:], rows[0]._replace(search="visited")]
            act = partial(app.widget.set_rows, other, in_place=True)
            results["act"].append(await timed(pilot, act))
            app.widget.sort_by(None)
            results["key"].append(await timed(pilot, partial(app.widget.action_move, 1)))
    return {name: median(times) for name, times in results.items()}


async def bench_other(
    kind: Callable[[], Any],
    fill: Callable[[Stage, list[ListRow]], None],
    rows: list[ListRow],
    rounds: int,
) -> dict[str, float]:
    """Measure a list that can only be filled anew with what was found."""
    results: dict[str, list[float]] = {"fill": [], "first letter": [], "narrow": [], "widen": []}
    app = Stage(kind)

    def refill(query: str) -> None:
        fill(app, matching(rows, query))

    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(rounds):
            fill(app, [])
            await settle(pilot)
            results["fill"].append(await timed(pilot, lambda: fill(app, rows)))
            for number, query in enumerate(QUERIES):
                took = await timed(pilot, partial(refill, query))
                results["narrow" if number else "first letter"].append(took)
            results["widen"].append(await timed(pilot, lambda: fill(app, rows)))
    return {name: median(times) for name, times in results.items()}


def show(name: str, count: int, result: dict[str, float], base: dict[str, float]) -> None:
    """Print one line of the table."""
    cells = "".join(
        f"{took:>10.1f} {'x' + format(took / base[what], '.1f'):>7}"
        for what, took in result.items()
    )
    print(f"{name:<12}{count:>9,}{cells}", flush=True)


HEADS = ("fill", "1st char", "narrow", "all again", "by words", "by value", "act", "key")
"""What was measured; ``act``: the first row is another and belongs at the end; all keep their places."""


async def main() -> None:
    """Measure and print."""
    print("processor milliseconds until drawn, and times ours; 80x24, four columns")
    heads = "".join(f"{what:>10} {'':>7}" for what in HEADS)
    print(f"{'list':<12}{'rows':>9}{heads}")
    for count in SIZES:
        rows = make_rows(count)
        few = count < 50_000
        base = await bench_ours(rows, 9)
        show("RecordList", count, base, base)
        options = await bench_other(OptionList, fill_options, rows, 3 if few else 1)
        show("OptionList", count, options, base)
        if few:
            show("DataTable", count, await bench_other(table, fill_table, rows, 1), base)


if __name__ == "__main__":
    asyncio.run(main())
