"""What is masked in a paper for others, listed and accepted before it is written."""

from __future__ import annotations

from collections.abc import Collection

from fieldbook.cli.call import Call
from fieldbook.i18n import _, ngettext
from fieldbook.reports.meeting import Meeting


def show(call: Call, found: Meeting, annexes: Collection[str]) -> None:
    """List every mask and every suspect; nothing is written."""
    from fieldbook.papers import findings, findings_told

    args = call.args
    told = findings_told(
        findings(found, args.audience, texts=args.texts, annexes=annexes), args.audience
    )
    for each in told:
        call.console.say(each)
    call.console.say(
        _("Nothing was written.")
        if told
        else _("Nothing was written. There is nothing to mask and nobody to suspect in its texts.")
    )
    _tell_missing(call, found)


def is_accepted(call: Call, found: Meeting, annexes: Collection[str]) -> bool:
    """Whether the texts may leave the branch as they were masked: said before, or answered now.

    A line meant for others is masked without a question: whoever wrote it had them in mind.
    """
    from fieldbook.papers import findings, findings_told

    args, console = call.args, call.console
    if args.audience == "branch":
        return True
    _tell_missing(call, found)
    seen = findings(found, args.audience, texts=args.texts, annexes=annexes)
    if not args.texts:
        if seen:
            console.tell(
                ngettext(
                    "{count} place in lines meant for others was masked or wants a look: --dry-run "
                    "lists it.",
                    "{count} places in lines meant for others were masked or want a look: --dry-run "
                    "lists them.",
                    len(seen),
                )
            )
        return True
    if args.yes:
        return True
    for each in findings_told(seen, args.audience):
        console.tell_line(each)
    if console.ask(_("Is everybody masked who is not to be named? Write the paper?")):
        return True
    console.tell(_("Nothing was written; to accept the list without being asked: --yes"))
    return False


def _tell_missing(call: Call, found: Meeting) -> None:
    """Say which issues the readers get no line of."""
    from fieldbook.papers import summaries_told, without_summary

    missing = without_summary(found, call.args.audience, texts=call.args.texts)
    if told := summaries_told(missing, _("the issue's form has a row for it")):
        call.console.tell(told)
