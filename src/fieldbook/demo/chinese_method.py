"""What the sample village says of the method's other pieces, in Chinese."""

from __future__ import annotations

from typing import Final

from fieldbook.demo.texts import MethodTexts

METHOD: Final = MethodTexts(
    outcome="种完九成，南坡差的补种了；各组留了下季的种。",
    policy=("借粮还粮办法", "借多少还多少，秋后还，不另加；有难处的先同组里商量。"),
    alongside=("边劳动", "边宣传", "边解决"),
    duties=(("生产", "田满仓"), ("生活", "周福来"), ("学习", "柳二牛"), ("安全", "田满仓")),
    plans=(
        ("北坡秋翻三十亩", "评工本重抄一遍", "学一次记工办法", "秋翻完了，评工本还差两户"),
        ("清北干渠东段", "补齐两户的工分", "夜校认二十个字", ""),
    ),
    key_point=("公社党委", "先帮着把评工立起来，一个月后看能不能自己评"),
    on_site=(
        (
            "当天评、当天贴",
            "柳河1组井台边",
            "姚凤英、葛长顺（组长）",
            "回去照样立一块板子，先贴三天试试",
        ),
        ("清渠怎么分段", "北干渠东段", "", ""),
    ),
    told=(
        "先听完再记",
        "一边问一边记，人家就不往下说了。",
        "进门先搭手干活，话听完了，出了门再记。",
    ),
    passed_on=("井绳浸过桐油，能多用一个冬天", "新绳先浸一夜，阴干了再上辘轳。"),
)
