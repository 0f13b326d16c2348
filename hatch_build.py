"""Compile the catalogues (.po to .mo) and build the manual whenever fieldbook is built or installed."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class MakeWhatIsShipped(BuildHookInterface[Any]):
    """Makes what lies in no commit: each ``.mo`` beside its ``.po``, the manual as HTML."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Write both into the package; the wheel takes them in as artifacts."""
        root = Path(self.root)
        _compile_catalogues(root / "src/fieldbook/locales")
        sys.path.insert(0, str(root / "tools"))
        from manual import write

        write(root)


def _compile_catalogues(locales: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for po in locales.glob("*/LC_MESSAGES/*.po"):
        with po.open("rb") as source:
            catalogue = read_po(source)
        with po.with_suffix(".mo").open("wb") as target:
            write_mo(target, catalogue)
