"""Draw the manual's pictures: a reader does what each page says, and draws where a picture stands.

    python tools/manual_pictures.py [PAGE]

A test keeps the pictures equal to the screens; ``make manual`` draws them and builds the manual.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.manual.drawing import picture
from tests.manual.pages import PAGES, named, steps
from tests.manual.reader import Reader
from tools.manual import ROOT

from fieldbook.ui.app import FieldbookApp


def main() -> None:
    """Draw the pictures of all pages, or of those whose name holds a word."""
    wanted = sys.argv[1] if sys.argv[1:] else ""
    for language, path in PAGES:
        if wanted not in named((language, path)):
            continue
        folder = ROOT / "manual" / "pictures" / language
        folder.mkdir(parents=True, exist_ok=True)

        def draw(name: str, app: FieldbookApp, folder: Path = folder) -> None:
            svg = picture(app)
            (folder / f"{name}.svg").write_text(svg, encoding="utf-8", newline="\n")
            print(folder / f"{name}.svg", f"{len(svg.encode()) // 1024} KB")

        with tempfile.TemporaryDirectory() as place, Reader(Path(place), language, draw) as reader:
            asyncio.run(reader.follow(steps(language, path.read_text(encoding="utf-8"))))


if __name__ == "__main__":
    main()
