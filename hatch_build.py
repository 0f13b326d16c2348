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
        sys.path.insert(0, str(root / "tools"))
        from words import compile_catalogue

        from manual import write

        for each in (root / "src/fieldbook/locales").glob("*/LC_MESSAGES/*.po"):
            compile_catalogue(each)
        write(root)
