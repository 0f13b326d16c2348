"""``fieldbook manual``: the manual in the browser, or where it lies."""

from __future__ import annotations

from fieldbook.cli.call import Call
from fieldbook.i18n import _, language
from fieldbook.manual import manual_file
from fieldbook.outside import open_outside


def run(call: Call) -> int:
    """Say where the manual lies, and open it where somebody looks on and a browser is there."""
    path = manual_file(language())
    path.stat()  # an installation without it is told of
    call.console.say(str(path))
    if call.console.is_terminal:
        call.console.flush()
        told = (
            _("The browser opens it.")
            if open_outside(path)
            else _(
                "There is no browser here; copy the file to where there is one. Here, fieldbook --help "
                "tells the commands, and ? on the screens their keys."
            )
        )
        call.console.tell(told)
    return 0
