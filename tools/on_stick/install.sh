#!/bin/sh
# Sets fieldbook up for the user who runs this, from what lies beside it: sh install.sh
# Asks no network, changes nothing outside the user's own folders. README.txt says what and where.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

for python in python3 python3.14 python3.13 python3.12 python3.11 python3.15; do
  if "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 15))' 2>/dev/null; then
    exec "$python" -I "$here/install.py" "$@"
  fi
done

echo 'fieldbook needs Python 3.11 to 3.15. Debian, Ubuntu: sudo apt install python3 python3-venv; macOS: www.python.org' >&2
echo '需要 Python 3.11 至 3.15。Debian、Ubuntu、统信、麒麟：sudo apt install python3 python3-venv；macOS：www.python.org' >&2
exit 1
