"""Set fieldbook up from this stick. Started by install.sh and install.cmd; needs Python alone.

The program's own wheel is unpacked into a folder that goes afterwards, and sets itself up from there.
"""

import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
DAMAGED = "The stick is damaged: copy it anew. 优盘上的文件不完整，请重新拷贝。"


def main() -> int:
    """Unpack, and hand over."""
    wheels = sorted(HERE.glob("wheels/fieldbook-*.whl"))
    with tempfile.TemporaryDirectory(prefix="fieldbook-") as folder:
        try:
            for each in wheels:
                with zipfile.ZipFile(each) as wheel:
                    wheel.extractall(folder)
            sys.path.insert(0, folder)
            from fieldbook.program.__main__ import main as set_up
        except (zipfile.BadZipFile, ImportError, OSError):
            print(DAMAGED, file=sys.stderr)
            return 1
        return set_up([str(HERE), *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
