"""Words for how far a row of a ledger is: struck off, or not. In Chinese and in English.

A whole cell is read, never a word within it: 已办结 closes, 办结时间待定 does not. What is not known
here closes nothing. Traditional signs, full-width forms and the signs people tick with are known too.
"""

from __future__ import annotations

import functools
import unicodedata
from typing import Final

from fieldbook.intake.state_days import days_in, without_days
from fieldbook.intake.traditional import simplified
from fieldbook.patterns import pattern

LONGEST: Final = 40
"""Signs of a clause that may still be a state; more of them are a sentence."""
LONGEST_CELL: Final = 120
"""Characters beyond which a cell of a column that may hold anything tells a story and no state."""

SERIAL: Final = pattern(r"[34]\d{4}(?:\.\d+)?")
"""A day of our time as a spreadsheet counts days."""

_YES: Final = frozenset(
    ["是", "是的", "对", "√", "✓", "✔", "☑", "✅", "v", "y", "yes", "true", "1", "100"]
)
_NO: Final = frozenset(
    ["否", "不是", "×", "✗", "✘", "✕", "✖", "❌", "☒", "╳", "x", "n", "no", "false", "0", "none"]
)

_ADVERBS: Final = (
    "(?>(?:已经|业已|现已|均已|都已|皆已|已|均|都|全部|全面|全|彻底|完全|按期|按时|按要求|如期|限期内|逾期|超期"
    "|顺利|圆满|当场|当天|当日|立即|即时|及时|提前|于)*)"
)
_WHAT: Final = (
    "(?:该|此|本|所有|相关|反映的?|存在的?)?(?:问题|事项|诉求|隐患|任务|工作|工单|案件|工程|件|事)?"
)
_ENDS: Final = "完成|办结|销号|消号|解决|结案|销案|办毕|完毕|完结|了结|完工|竣工|修复|修好|办好|办妥|办完|整改到位|闭环"
"""Words that say by themselves that it is over."""
_DOES: Final = (
    "整改|办理|处理|处置|维修|修理|修缮|检修|抢修|更换|安装|清理|清运|清除|疏通|清淤|拆除|整治|治理|落实|兑现"
    "|补发|发放|拨付|化解|调解|解释|销号|验收|办结|完成|解决|协调|修复|修|改|施工|建设|整修|执行|答复"
)
"""What is done about an issue."""
_DONE: Final = "整改|处理|办理|处置|维修|修理|修缮|抢修|更换|安装|清理|清运|清除|疏通|拆除|整治|治理|落实|兑现|补发|发放|拨付|化解|消除|实现|圆梦|修|改|办"
"""What is over where it is said to have been done (已整改), and says nothing by itself (整改)."""
_OVER: Final = "(?:成功|完成|完毕|完结|结束|到位|妥当|彻底|好|完|成|毕|清|办结|销号|解决)"
_TAIL: Final = "(?:了|掉|掉了)?"

_CLOSED: Final = pattern(
    rf"{_WHAT}{_ADVERBS}(?:{_ENDS}){_TAIL}"
    rf"|{_WHAT}{_ADVERBS}(?:{_DOES}){_OVER}{_TAIL}"
    rf"|{_WHAT}{_ADVERBS}(?:{_DOES})(?:工作|任务|事项)?{_ADVERBS}(?:{_ENDS}|{_OVER}){_TAIL}"
    rf"|{_WHAT}{_ADVERBS}完成(?:了)?(?:{_DOES})(?:工作|任务)?"
    rf"|{_WHAT}(?:已经|业已|现已|均已|都已|皆已|已|已全部|全部已){_ADVERBS}(?:{_DONE}){_TAIL}"
    r"|(?:已|已经)?(?:同意|准予|予以)(?:销号|办结|结案)"
    rf"|{_WHAT}{_ADVERBS}(?:{_ENDS})(?:并)?(?:归档|存档)"
    r"|(?:已|已经)(?:结束|关闭|结|销|完|消除|验收|销账|整改验收|归档|存档)"
    r"|(?:已|已经)?(?:验收合格|验收通过|通过验收)|销账|归零|清零|搞定|百分之百|百分百"
)
_CLOSED_ENGLISH: Final = pattern(
    r"(?:(?:is|was|has been|have been|been|all|now|already|fully|completely|finally|successfully|issue"
    r"|case|complaint|grievance|request|ticket|redressal|work|matter|job|problem|marked|and) )*"
    r"(?:closed(?: out)?|resolved|done|complete|completed|finished|fixed|solved|settled|sorted(?: out)?|disposed(?: off?)?|addressed|attended(?: to)?"
    r"|redressed|rectified|repaired|remedied|implemented|fulfilled|signed off|struck off|cleared|replaced)"
    r"(?: (?:successfully|amicably|satisfactorily|fully|completely|already|now|on the spot|on site|same day))*"
)

_BESIDES: Final = pattern(
    r"(?:经)?(?:群众|当事人|反映人|信访人|投诉人|来电人|申请人|村民|居民|业主|用户|双方|对方|本人|回访)*(?:回访)?(?:表示|反馈|评价)?"
    r"(?:非常|十分|很|较|比较|均|都)?满意|(?:未|尚未|待|已|已经)?(?:回访|评价)|(?:经(?:查|核实|核查|调查|了解))?(?:反映)?(?:问题|情况|内容)?(?:部分|基本)?(?:不属实|属实|查无实据)|(?:已|已经)?(?:归档|存档|公示|告知反映人|反馈反映人|答复反映人|资料齐全)"
    r"|(?:(?:the )?(?:complainant|citizen|caller|client|customer|applicant) )?(?:is |was )?(?:fully |very )?satisfied"
    r"|verified|confirmed(?: by (?:the )?(?:complainant|citizen|caller|client|village|ward))?|archived|filed"
)
"""What is said beside a state and changes nothing of it; alone it is no state."""

_HANDED: Final = (
    "受理|转办|转交|转派|转|上报|报|呈报|上交|安排|交办|交由|派单|派出|派|分派|分办|反映|联系|登记|立案|立项|协调|通知|督促|督办"
    "|约谈|申请|列入|纳入|研究|制定|启动|开工|部署|核实|核查|调查|知晓|阅|收|收到|签收|接单|接收|移交|移送|提交"
    "|汇报|开始|着手|设计|采购|招标|暂停|退回|驳回|延期|延迟|逾期|超期|搁置|挂起|现场查看|了解|沟通|对接|跟进|进场"
)
"""What hands an issue on, or begins with it."""
_NOT: Final = "(?:尚未|还未|仍未|暂未|均未|都未|从未|并未|未能|未曾|未|没有|没能|没|无法|不能|难以|不予|暂不|不)"
_UNDER_WAY: Final = "调解|调处|化解|协商|商议|商谈|沟通|核查|排查|清理|清运|拆除|抢修|检修|维护|筹备|筹资|筹款|论证|设计|申报|复核|勘察|勘测|测量|鉴定|督办|对接|联系|在办|在建|在途|在处理|在整改|办理|处理|整改|推进|进行|施工|维修|跟进|研究|协调|落实|核实|调查|审批|审核|建设|执行|解决|修复|实施|办结|销号|答复"
_OPEN_WHOLE: Final = pattern(
    rf"(?>(?:目前|至今|现在|现|暂时|仍|还|均|都|该问题|问题|{_DOES})*){_NOT}(?:开始|启动|着手|进行)?"
    rf"(?:{_DOES}|{_ENDS}|受理|上报|反馈|回复|开工|动工|进行|启动|开始)?(?:{_OVER}|{_DOES})?"
    rf"|(?>(?:目前|现在|现|仍|还)*)正(?:在)?(?:抓紧|积极|加紧|加快)?(?:{_UNDER_WAY})(?:中|之中|当中)?"
    rf"|(?:{_UNDER_WAY})(?:中|之中|当中)|(?:抓紧|积极|加快|持续|继续|有序|逐步|长期)(?:{_UNDER_WAY}|坚持)(?:中)?"
    rf"|在办|在建|在途|在处理|在整改|长期坚持|持续"
    rf"|(?:待办|拟办|待|等待|拟|准备|计划|即将|将|需|须|申请|建议)(?:{_DOES}|{_UNDER_WAY}|{_HANDED}|批复|定|复核)?"
    rf"|(?:已经|已|均已)(?:{_HANDED})(?:处理|办理|整改|解决|相关部门|有关部门|上级|镇里|村里|部门)?"
    rf"|(?:大?部分|局部|初步|基本|阶段性|多数|大多|个别)(?:已)?(?:{_DOES}|{_ENDS})?(?:{_OVER}|{_DOES})?"
    r"|(?:临时|暂缓|缓办|延期|逾期|超期|搁置|挂起|新增|新建|受理|转办|待定)"
)
_OPEN_BEGINS: Final = pattern(
    rf"(?>(?:目前|至今|现在|仍|还)*)(?:{_NOT}(?!属实|存在|涉及)|正在|正|在办|在建|待|等待|等|拟|准备|计划|即将|将于|将|预计|争取|力争|承诺"
    rf"|需|须|申请|建议|持续|继续|长期|逐步|部分|大部分|局部|初步|基本|阶段性|多数|大多|临时|暂"
    rf"|已(?:经)?(?:{_HANDED}))"
)
_OPEN_WITHIN: Final = pattern(
    rf"{_NOT}(?:{_DOES}|{_ENDS}|通过|验收|到位)|部分|阶段性|正在|推进中|办理中|处理中|整改中|[\u4e00-\u9fff]中$|一半|过半|大半"
)
_OPEN_ENGLISH: Final = pattern(
    r"(?:still |currently |now |is |was |has been |been )*(?:open(?:ed)?|re ?opened|pending|in progress"
    r"|in process|in work|ongoing|on going|under way|underway|unresolved|unsolved|unfinished|uncompleted"
    r"|incomplete|outstanding|new|assigned|reassigned|acknowledged|received|registered|logged|processing"
    r"|working|escalated|forwarded|referred|transferred|partial|partially|partly|on hold|hold|held up"
    r"|awaiting|waiting|to do|todo|started|scheduled|planned|deferred|postponed|delayed|overdue|active"
    r"|investigating|in review|reviewing|submitted|accepted|draft|wip|work in progress|almost|nearly|mostly"
    r"|half|not|no|never|cannot|can't|unable|under|awaits|wait|to be|will be|being|needs?|initiated|incoming)\b"
    r"(?P<rest>.*)"
)
_LET_BE: Final = pattern(
    r"不予|不再(?:办|处)理|no further action|no action (?:required|needed)|not (?:upheld|pursued)"
)
"""What lets an issue be, and neither solves it nor leaves it to be done: somebody has to look."""
_WITHDRAWN: Final = pattern(
    r"(?:该|此|本)?(?:问题|事项|诉求|工单|案件|件)?(?:已经|已|现已|主动|自行|自愿|申请人|反映人|信访人|投诉人|来电人|当事人|群众|本人|提出|同意|予以)*"
    r"(?:撤诉|撤回|撤销|撤案|撤单|撤件|撤|作废|取消)(?:诉求|投诉|反映|工单|申请|案件|处理)?了?"
    r"|(?:(?:is|was|has been|been|now|already|issue|case|complaint|grievance|request|ticket|marked|as) )*"
    r"(?:(?:withdrawn|void(?:ed)?|retracted)(?: by (?!.*\b(?:company|council|operator|ministry|office|department|contractor"
    r"|utility|supplier|board|authority|bank|agency|government)\b).*)?"
    r"|cancell?ed(?: by (?:the |its |their )?(?:same )?(?:complainant|applicant|petitioner|citizen|resident|caller|client|customer|farmer"
    r"|family|householder|household|villager|reporter|tenant|user|him|her|them(?:selves)?|(?:him|her)self)(?: .*)?)?)"
)
"""What takes an issue back: it is not to be pursued. A bus that its company cancelled is the issue itself."""
_TAKES_BACK: Final = pattern("[撤废廢]|取消|(?i:withdrawn|void|cancel|retracted)")
"""One of these stands in each of its words: most cells have none, and need no closer look."""
_INSTEAD: Final = pattern("改[为由用成在]|instead")
_REST_ENGLISH: Final = pattern(
    r"(?: (?:yet|started|assigned|review|process|progress|investigation|approval|consideration|way|done"
    r"|complete|completed|resolved|closed|solved|fixed|finished|action|response|reply|parts|funds))*"
)
_PERCENT: Final = pattern(r"(\d{1,3}(?:\.\d+)?)\s*%")
_AROUND_PERCENT: Final = pattern(
    rf"(?>(?:已经|已|约|达到|达|为|了|进度|率|完成度|左右|以上|目前|总体|整体|整个|{_DOES}|{_ENDS}"
    r"|progress|done|completed|complete|about|of|work)+)"
)
_JOINED: Final = pattern(r"(?<=[a-z])[_-](?=[a-z])")
_PART: Final = pattern(r"0?\.\d+")
"""A number less than one: what a spreadsheet keeps of 80 %."""
_NUMBER: Final = pattern(r"\d+(?:\.\d+)?")
_BULLET: Final = pattern(r"^\d{1,2}\.(?=[^\d\s])")
_BRACKETS: Final = pattern(r"[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]")
_CLAUSES: Final = pattern(
    r"[,，、;；。:：/|\n]+|(?<=[\u4e00-\u9fff]{2}) (?=[\u4e00-\u9fff]{2})|并且|并(?=已|销|完|通|验|办|整|归|经)|且|\s+-+\s+"
)
_SENTENCES: Final = pattern(r"[,，;；。]")
_BOXES: Final = pattern(
    r"(?P<a>[□☐○◯☑√✓✔■☒×])(?P<b>是|否)(?P<c>[□☐○◯☑√✓✔■☒×])(?P<d>是|否)"
    r"|(?P<e>是|否)(?P<f>[□☐○◯☑√✓✔■☒×])(?P<g>是|否)(?P<h>[□☐○◯☑√✓✔■☒×])"
)
_TICKED: Final = frozenset("☑√✓✔■")
_PRINTED: Final = pattern(r"(?:[□☐○◯☑√✓✔■][^□☐○◯☑√✓✔■]+){2,}|(?:[^□☐○◯☑√✓✔■]+[□☐○◯☑√✓✔■]){2,}")
"""Several words with a box each, before them or behind them."""
_BOXED: Final = pattern(r"(?P<box>[□☐○◯☑√✓✔■])(?P<word>[^□☐○◯☑√✓✔■]+)")
_BOXED_BEHIND: Final = pattern(r"(?P<word>[^□☐○◯☑√✓✔■]+)(?P<box>[□☐○◯☑√✓✔■])")
_TICKS_BEFORE: Final = pattern("[□☐○◯☑√✓✔■]")
_EMPTY_BOXES: Final = pattern("[□☐○◯]")
_PAINTS: Final = " ★☆●◆◇▲△▼▽※⏳⌛🔄🟢🔴🟡🔵"
"""Signs beside a state that only paint it."""


@functools.lru_cache(maxsize=512)
def state_of(text: str) -> bool | None:
    """Whether a cell of a column of states says closed, says not closed, or says neither clearly."""
    said = [_clause(each) for each in _telling(without_days(_chosen(_plain(text))))]
    if False in said:
        return False
    return True if said and all(said) else None


def whole_state(text: str) -> bool | None:
    """The same for a column that may hold anything: only where the words are a state and no more."""
    # A letter speaks to somebody, which no state does, and need not be taken apart.
    if not text or len(text) > LONGEST_CELL or "您" in text or "你" in text or "我" in text:
        return None
    said = []
    for clause in _telling(without_days(_chosen(_plain(text)))):
        if (state := _whole_clause(clause)) is None:
            return None
        said.append(state)
    return all(said) if said else None


def is_withdrawn(text: str) -> bool:
    """Whether a cell says that the matter was taken back: 撤诉, 作废, withdrawn by the complainant.

    It does not where another clause says that it is under way, or that something else is done.
    """
    if len(text) > LONGEST_CELL or not _TAKES_BACK.search(text):
        return False
    clauses = _telling(without_days(_chosen(_plain(text))))
    if any(_whole_clause(each) is False or _INSTEAD.search(each) for each in clauses):
        return False
    joined = (each if each.isascii() else each.replace(" ", "") for each in clauses)
    return any(map(_WITHDRAWN.fullmatch, joined))


def day_within(text: str) -> str:
    """The day on which it was closed, as the words of a state have it; empty where they have none."""
    plain = _plain(text)
    if SERIAL.fullmatch(plain):
        return plain
    days = days_in(plain)
    if len(days) > 1:
        for part in _SENTENCES.split(plain):
            if (own := days_in(part)) and all(map(_clause, _telling(without_days(part)))):
                return own[0][0]
    return days[0][0] if days else ""


def says_more(text: str) -> bool:
    """Whether the words of a state tell more than yes or no, and are worth keeping."""
    return _plain(text) not in _YES | _NO | {"open"}


@functools.lru_cache(maxsize=512)
def _plain(text: str) -> str:
    text = simplified(unicodedata.normalize("NFKC", text)).casefold()
    text = text.replace("\ufe0f", "")  # what makes a picture of a tick
    return " ".join(_JOINED.sub(" ", text).split())


def _chosen(plain: str) -> str:
    """Of several printed words, ``☑已办结 □未办结``, those that were ticked; nothing where none was."""
    if not _EMPTY_BOXES.search(plain) or _BOXES.fullmatch(plain.replace(" ", "")):
        return plain
    if not _PRINTED.fullmatch(plain):
        return plain
    boxed = list((_BOXED if _TICKS_BEFORE.match(plain) else _BOXED_BEHIND).finditer(plain))
    if any(_SENTENCES.search(each[0]) or whole_state(each["word"]) is None for each in boxed):
        return plain
    return "、".join(each["word"].strip() for each in boxed if each["box"] in _TICKED)


def _clauses(plain: str) -> list[str]:
    """The clauses of a cell, and what stands in brackets as one of its own."""
    inner = _BRACKETS.findall(plain)
    parts = (part for each in (_BRACKETS.sub(",", plain), *inner) for part in _CLAUSES.split(each))
    kept = [_bare(part) for part in parts]
    return [each for each in kept if each]


def _telling(plain: str) -> list[str]:
    """The clauses without those that only stand beside a state."""
    clauses = _clauses(plain)
    return [each for each in clauses if not _BESIDES.fullmatch(each)] or clauses


def _bare(part: str) -> str:
    text = part.strip(" !~…-_\"'“”‘’*").rstrip(".")
    text = text.strip(_PAINTS) or text
    # A tick or a running number beside a word says no more than the word.
    if not _BOXES.fullmatch(text.replace(" ", "")):
        text = _BULLET.sub("", text.strip("√✓✔☑✅ ") or text)
    return text if _PERCENT.search(text) or _NUMBER.fullmatch(text) else text.strip(" .")


def _clause(text: str) -> bool | None:
    whole = _whole_clause(text)
    if whole is not None or _LET_BE.match(text):
        return whole
    if _OPEN_BEGINS.match(text) or _OPEN_WITHIN.search(text) or _OPEN_ENGLISH.match(text):
        return False
    return False if any(float(each) < 100 for each in _PERCENT.findall(text)) else None


def _whole_clause(text: str) -> bool | None:
    if text in _YES or text in _NO or _PART.fullmatch(text):
        return text in _YES
    if len(text) > LONGEST or _LET_BE.match(text):
        return None
    if _PERCENT.search(text):
        return _of_hundred(text)
    joined = text.replace(" ", "")
    ticked = _ticked(joined)
    return _worded(text, joined) if ticked is None else ticked


def _worded(text: str, joined: str) -> bool | None:
    if not text.isascii():
        if _OPEN_WHOLE.fullmatch(joined):
            return False
        return True if _CLOSED.fullmatch(joined) else None
    if _CLOSED_ENGLISH.fullmatch(text):
        return True
    found = _OPEN_ENGLISH.fullmatch(text)
    return False if found and _REST_ENGLISH.fullmatch(found["rest"]) else None


def _of_hundred(text: str) -> bool | None:
    """A share of the work: closed only where all of it is done, and nothing else is said."""
    shares = [float(each) for each in _PERCENT.findall(text)]
    rest = _PERCENT.sub("", text).replace(" ", "")
    if rest and not _AROUND_PERCENT.fullmatch(rest):
        return None
    return all(each == 100 for each in shares)


def _ticked(text: str) -> bool | None:
    """``□是☑否``: which of two printed words was ticked."""
    found = _BOXES.fullmatch(text)
    if found is None:
        return None
    first, second = found["a"] or found["f"], found["c"] or found["h"]
    if (first in _TICKED) == (second in _TICKED):
        return None
    return (found["b"] or found["e"]) == ("是" if first in _TICKED else "否")
