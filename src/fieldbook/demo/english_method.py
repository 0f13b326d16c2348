"""What the sample village says of the method's other pieces, in English."""

from __future__ import annotations

from typing import Final

from fieldbook.demo.texts import MethodTexts

METHOD: Final = MethodTexts(
    outcome="Nine tenths sown, the gaps on the south slope sown again; every group kept its seed.",
    policy=(
        "How borrowed grain is returned",
        (
            "As much back as was borrowed, after the harvest and "
            "nothing on top; whoever finds it hard talks it over in the group first."
        ),
    ),
    alongside=("told at work", "read the paper aloud", "put right at once"),
    duties=(
        ("production", "Martin Fields"),
        ("life", "Fred Weller"),
        ("study", "Ned Willis"),
        ("safety", "Martin Fields"),
    ),
    plans=(
        (
            "Plough thirty mu of the north slope",
            "Copy the work book out anew",
            "One evening on how work is valued",
            "Ploughed; the work book still lacks two households",
        ),
        (
            "Clear the east part of the north canal",
            "Put the two households' points right",
            "Twenty words at the evening school",
            "",
        ),
    ),
    key_point=(
        "The commune's committee",
        "Helped with valuing work first; in a month it is to be seen whether they do it themselves",
    ),
    on_site=(
        (
            "Valued and put up the same day",
            "by the well of Willow 1",
            "Fay Young, George Long (leader)",
            "A board like this one at home, three days to try it",
        ),
        ("How the canal is shared out", "the east part of the north canal", "", ""),
    ),
    told=(
        "Listen first, write later",
        "Whoever writes while they talk soon hears no more.",
        "Lend a hand at the door, hear it all out, and write it down outside.",
    ),
    passed_on=(
        "A well rope steeped in oil lasts another winter",
        "Steep a new rope for a night, and dry it in the shade before it is used.",
    ),
)
