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
)
