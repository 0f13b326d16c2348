"""All that is measured, one table after the other. Run: ``python -m bench`` or ``make bench``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Run every bench by itself, so that none warms the memory for another."""
    failed = 0
    for each in sorted(Path(__file__).parent.glob("bench_*.py")):
        print(f"\n=== {each.stem.removeprefix('bench_')} ===", flush=True)
        failed |= subprocess.run([sys.executable, str(each)], check=False).returncode
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
