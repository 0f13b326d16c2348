"""The words by which a name is known: surnames, titles, and what only looks like one."""

from __future__ import annotations

from typing import Final

from fieldbook.patterns import pattern

_COMPOUND_SURNAMES: Final = (
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 "
    "公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 "
    "壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 "
    "东门 西门 第五 纳兰 歐陽 司馬 東方 諸葛 夏侯 尉遲 赫連 鮮于 鍾離 長孫 公孫 申屠 閭丘"
)
COMPOUND_SURNAMES: Final = frozenset(_COMPOUND_SURNAMES.split())
"""复姓: surnames of two characters, as registers have them."""

SURNAMES: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤"
    "温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季"
    "裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳穆农司卓古吉缪简项芦麦褚娄窦戚岑"
    "景宫费卜冷晏席卫柏宗瞿桂佟臧闵苟邬边卞姬仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩佘池查麻苑迟邝谈鞠惠荆冀"
    "郁胥储栗燕楚鄢劳谌奚皮粟冼蔺楼盘满郜海阚帅屠盖练禹祖漆巴卿狄索晋扈晁芮阙浦戈薄邸辜裘於岑"
    "張劉陳楊黃趙吳孫馬鄭謝許韓馮鄧葉蘇呂盧鍾譚陸範賈韋鄒閻龍賀顧龔萬錢嚴湯溫樂齊龐顏莊聶魯歐關蘭寧紀畢單"
)
"""Of one character. Those that are everyday words (任 向 时 和 同 党 班 全) are left out: a name the book
knows is found by itself."""

_OFFICES: Final = (
    "组长 队长 社长 书记 支书 主任 会计 出纳 委员 代表 村长 乡长 镇长 县长 区长 局长 科长 股长 处长 所长 "
    "站长 院长 校长 厂长 场长 连长 排长 班长 会长 主席 经理 干事 干部 技术员 保管员 记工员 饲养员 组織员 "
    "指导员 党员 同志"
)
OFFICES: Final = tuple(_OFFICES.split())
"""What somebody is; each with 副 and 老 before it as well."""
_ADDRESSES: Final = (
    "老师 医生 大夫 师傅 老板 先生 女士 小姐 老汉 老太 老太太 老爷子 老师傅 大爷 大娘 大伯 大叔 大妈 大嫂 "
    "大姐 大哥 大婶 大姨 大舅 大姑 二爷 二娘 二伯 二叔 二妈 二嫂 二姐 二哥 二婶 三爷 三娘 三伯 三叔 三嫂 "
    "三姐 三哥 三婶 奶奶 爷爷 婆婆 阿姨 阿婆 阿公 伯伯 叔叔 婶子 嫂子 媳妇 寡妇 婶 嫂 叔 伯 姐 哥 爷 姨 "
    "婆 婶婶 妹子 丫头 姥姥 姑姑 舅舅 舅 大队长 小队长 小组长 工程师 护士 保安 司机 組長 隊長 書記 會計 師傅 醫生 老師 大爺 大嬸"
)
ADDRESSES: Final = tuple(_ADDRESSES.split())
"""How somebody is called."""
_DAY_WORDS: Final = (
    "国庆 元旦 五一 八一 七一 中秋 端午 清明 重阳 春节 除夕 元宵 立春 雨水 惊蛰 春分 谷雨 立夏 小满 芒种 夏至 小暑 大暑 立秋 处暑 白露 秋分 "
    "寒露 霜降 立冬 小雪 大雪 冬至 小寒 大寒 麦收 秋收 夏收 春耕 秋耕 春播 秋播 秋种 冬灌"
)
DAY_WORDS: Final = frozenset(_DAY_WORDS.split())
"""Given names that are days and seasons as well."""
_GIVEN_ADVERBS: Final = "明明 刚刚 恰恰 常常 通通"
GIVEN_ADVERBS: Final = frozenset(_GIVEN_ADVERBS.split())
"""Given names that are adverbs as well: 明明是坏的."""
NO_GIVEN_NAMES: Final = frozenset((*OFFICES, *ADDRESSES))
"""What stands behind a surname and is no given name: 陈会计, 王大娘."""
FAMILIAR: Final = "老小阿"
"""What stands before a surname among people who know each other."""

_NOT_FAMILIAR: Final = (
    "老师 老公 老伴 老乡 老少 老区 老小区 老旧 老房 老路 老古 老毛病 老干部 老江湖 老黄牛 老马路 老石桥 老农 "
    "小康 小车 小组 小区 小时 小计 小麦 小米 小河 小海 小金库 小高层 小龙虾 小白菜 小包 小马路 小毛病 小商 小方桌 "
    "小路 小广场 小文 小田块 小项 小盘 小管 小费 小池 小桥 小溪 小学 小于 小巴 小关 小边 小章 小麻雀 小农 小解 "
    "小牛 小苗 小党 小水 小石子 小冷库 小金额 小石头 小段渠 小段路 小杨树 小柳树 小柏树 小麻绳 小麻袋 小毛驴 小毛孩 小房间 "
    "小单元 小季节 小曲儿 小林地 小柴油 小皮带 小汤锅 小叶子 小楼房 小谷子 小桑树 小桑园 小成本 小成绩 小安全 小项目 老方法 老方子 老石磨 老石板 "
    "老石头 老柳树 老杨树 老柏树 老桑树 老桂树 老梅树 老林地 老苗圃 老牛 老车间 老楼房 老单位 老关系 老黄历 老白干 老高的 老祖宗 老郎中 老庄稼 "
    "老庄户 老麦种 老谷种 老房子 老成员 老成绩 "
    "军嫂 警嫂 月嫂 富婆 神婆 产婆 公婆 平平 刚刚 明明 高高 满满 清清 恰恰 常常 通通 红红 久久 好好 早早 静静 深深 远远 足足 牢牢 稳稳 轻轻"
)
NOT_FAMILIAR: Final = tuple(_NOT_FAMILIAR.split())
"""What begins like a familiar name, or like 春姐, and is none."""
NOT_FAMILIAR_AFTER: Final = "缩从最太变较很微窄弱幼养敬尊古衰苍一两几每半"
"""Characters behind which 小 and 老 are the end of another word: 缩小范围, 养老金."""
NOT_CALLED: Final = frozenset(
    "一二三四五六七八九十大小老阿堂表亲干师学空帅外太少水山河海树井年事鱼鸡猪羊狗猫鸟草花米麦豆瓜果桃枣竹苗林桥路沟渠坡塘库湖江雨雪风"
    "店房屋楼院村庄镇县家屯门窗桌灯车船刀锅碗包袋本书报画字票钱账组队班段块片批户人孩娃儿妹弟哥姐嫂叔伯爷婆公板乡伴友汉总时心型田地土石"
    "木火金铁电油气春夏秋冬日月星天名气康乐了和子工农党员长头尾口边上下中东西南北左右前后里件份条次步圈新旧"
)
"""What is left of a given name and makes an everyday word with 老 and 小, or before 哥 and 姐: 小麦, 堂哥."""
CALLED: Final = frozenset("水山河海花桃竹林江雨雪风春夏秋冬日月星金铁东西南北田明")
"""Those of them that make none behind 阿, nor before 哥 and 姐: 春姐 and 阿春 are 张春."""
_NO_SPEAKERS: Final = (
    "司机 严格 安全 万一 牛倌 周围 毛病 金融 曾经 方才 季节 季度 程序 程度 温度 卫生 施工 包括 商量 商讨 高声 符合 高层 古话 盛传 成年 "
    "安装 安置 安心 金额 方向 许多 余粮 宁可 沙地 江苏 江西 安徽 武汉 郑州 温州 宁波 胡乱 严重 严肃 陆续 关于 关心 关键 管理 管道 祝愿 "
    "简单 简要 单独 苗木 凌晨 池塘 景区 谢谢 谢绝 解释 解答 解决 房东 夏粮 贺喜 农业 成本"
)
_MANNERS: Final = (
    "满意 满足 满心 满口 高兴 舒心 舒服 舒畅 安稳 安详 温和 温柔 冷静 冷淡 简洁 简明 严厉 严密 严峻 严谨 庄重 庄严 郑重 焦急 焦虑 焦躁 郁闷 "
    "迟疑 迟迟 尤其 尤为 毕竟 简直 何况 何必 尚且 宁愿 索性 莫非 单单 高高 辛苦 麻烦 关切 巴不得 莫不是"
)
MANNERS: Final = tuple(_MANNERS.split())
"""How somebody says something who stands before it: 群众满意说; without him 高兴说 may be 高兴."""
NO_SPEAKERS: Final = tuple(_NO_SPEAKERS.split())
"""What begins with a surname before 说 and 要求, and is nobody: 卫生要求, 房东说; but 赵卫生说 is somebody."""
NOT_TITLED_AFTER: Final = "公协前现历原时首继担连上本新兼责班关对由至等位终属基处在"
"""Characters behind which a surname is the end of another word: 前任会计, 关于主任, 下属单位."""
_NOT_TITLED: Final = (
    "方代表 商代表 安干事 安保安 宫主任 路主任 路队长 查干部 管干部 管会计 成代表 成干部 成会计 司会计 司经理 "
    "解干部 查会计 项经理 关干部 安书记 成员代表 公司经理 成委员 管委员 万干部 文书记 文干事 武干事 房主任 "
    "谈干部 单代表 华代表 农技术员 农代表 农干部 海关干部 海关主任"
)
NOT_TITLED: Final = tuple(_NOT_TITLED.split())
"""A surname's character and a title that together are no person."""
KIN: Final = pattern(
    r"(?:[她他其]的?)?[大二三四五小老]?(?:儿子|女儿|闺女|儿媳妇?|媳妇|女婿|老伴儿?|爱人|妻子|丈夫|父亲|母亲|爹|娘|爸爸?|妈妈?"
    r"|爷爷|奶奶|公公|婆婆|孙子|孙女|外孙|哥哥?|姐姐?|弟弟?|妹妹?|嫂子|弟媳|叔叔?|婶子?|侄子|侄女|外甥)"
)
"""What somebody is to a household: by that alone nobody is known, and no sign of it is a surname."""
BORN: Final = pattern("[之其]?[长次幼][子女]|之[子女妻夫父母]")
"""Kin that may be the end of a name, and are told only where they stand alone: 陈桂生（长子）."""
ENGLISH_KIN: Final = pattern(
    r"(?:(?:[Hh]is|[Hh]er|[Tt]heir|[Tt]he|[Aa]n?|[Bb]oth|[Tt]wo|[Tt]hree) )?"
    r"(?:(?:old|older|elder|eldest|oldest|young|younger|youngest|second|third|middle|little|grown-up|late|own) )*"
    r"(?:(?:(?:grand|step)?(?:son|daughter|mother|father|child|children|parent)|wife|husband|widow|brother|sister|uncle|aunt|niece"
    r"|nephew|cousin|neighbour|neighbor|family|couple|boy|girl)s?(?:-in-law)?|eldest|youngest|wives|m[ae]n|wom[ae]n|people)"
)
TELLS_APART: Final = r"(?:the )?(?:junior|senior|(?:jun|jr|sen|sr)\.?|elder|younger|older|first|second)|[大小老]的?|[一二三甲乙男女]|外来"
"""What stands in brackets behind a name and tells whoever bears it from another: Lydia Ofori (junior), 陈桂生（小）."""
