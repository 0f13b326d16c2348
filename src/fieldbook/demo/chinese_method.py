"""What the sample village says of the method's other pieces, in Chinese."""

from __future__ import annotations

from typing import Final

from fieldbook.demo.texts import MethodTexts

METHOD: Final = MethodTexts(
    outcome="种完九成，南坡差的补种了；各组留了下季的种。",
    policy=("借粮还粮办法", "借多少还多少，秋后还，不另加；有难处的先同组里商量。"),
    alongside=("边劳动", "边宣传", "边解决"),
)
