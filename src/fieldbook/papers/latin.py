"""The words of a Latin name by which somebody is known, and where such a word is nobody's."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from fieldbook.domain.given_first import GIVEN_NAMES, SURNAMES_TOO
from fieldbook.patterns import pattern

TITLES: Final = "Mr|Mrs|Miss|Ms|Mx|Dr|Rev|Prof|Sir|Madam|Uncle|Aunt|Auntie|Comrade|Granny|Grandpa|Brother|Sister|Secretary|Chairman|Teacher|Old|Young"
"""How somebody is called before an English name; by that alone nobody is known."""
_CALLED: Final = pattern(
    rf"^\s*(?:(?:{TITLES})\b\.?\s*(?:(?:&|and)\s+)?)+(?=[^\W\d_])", re.IGNORECASE
)
_TITLES: Final = frozenset(TITLES.casefold().split("|"))
_WORDS: Final = pattern(r"[^\W\d_][\w'’‘-]+")
_PARTS: Final = pattern(r"[-'’‘]")
_BEHIND_O: Final = pattern(r"(?<=['’‘])\w{2,}-.+")
_OWNS: Final = pattern(r"[’']s?$")
_TINY: Final = "am|an|as|at|be|by|do|go|he|hi|if|in|is|it|la|le|me|my|no|of|oh|ok|on|or|so|st|to|up|us|we|de|da|du|di|el|al"
_SMALL: Final = frozenset(_TINY.split("|"))
"""Words of two letters that are names as well; with a title before them they are a suspect's."""
_ORDINARY: Final = (
    "amber|angel|april|archer|august|autumn|bailey|baker|bard|barley|basil|bay|bear|bee|berry|bill|birch|bird|black|"
    "blue|bob|bold|brave|brook|brown|buck|bud|butler|candy|carol|carter|chance|charity|chase|cherry|chip|christian|"
    "church|clay|cliff|clover|cole|constant|cook|cooper|coral|cotton|cross|dale|daisy|dawn|day|dean|dear|dell|derby|"
    "dick|dove|drew|duke|earl|east|eve|faith|farmer|fay|fern|field|fisher|flora|flower|ford|forest|fox|frank|friend|"
    "gale|gene|gift|ginger|glen|gold|good|grace|grain|grant|gray|green|grey|guy|hall|happy|harbour|hardy|harp|hart|"
    "harvest|hay|hazel|heath|heather|heron|hill|holly|honey|hope|hunter|iris|iron|ivy|jack|jade|jasmine|jay|jean|"
    "jewel|joy|june|king|lamb|lance|lane|lark|laurel|leaf|lee|lily|linen|little|long|love|mark|marsh|mason|may|mead|"
    "mercy|merry|mill|miller|milo|mint|moon|moss|nick|noble|north|oak|old|olive|page|park|pat|patience|pearl|peg|"
    "penny|pepper|piper|pond|pop|poppy|prince|prudence|queen|rain|ray|red|reed|rice|rich|river|rob|robin|rock|rod|"
    "roger|rose|rosemary|ruby|rusty|rye|sage|sandy|seed|shepherd|sky|smith|snow|south|spring|star|stone|storm|sue|"
    "summer|sunny|swift|tanner|taylor|temple|tom|tucker|van|victor|vine|violet|von|ward|weaver|well|west|wheat|"
    "white|will|willow|win|winter|wood|young|"
    "ball|banks|bell|bishop|bond|booth|box|bridge|bridges|bush|carpenter|case|castle|cave|court|drake|fields|fish|flood|"
    "frost|gate|gates|hand|hands|head|hood|horn|house|key|knight|lake|land|law|lock|low|marshal|mount|orchard|parks|"
    "pipe|plant|pool|pope|porter|post|potter|power|price|race|rivers|rush|salt|sands|sharp|short|silver|small|speed|"
    "stock|stones|street|strong|sugar|sweet|tree|turner|vale|walker|wall|waters|way|weeks|weir|wells|wheel|wild|wise|woods"
)
_EVERYDAY: Final = frozenset(_ORDINARY.split("|"))
"""Names that are everyday words where they have no capital."""
_GIVEN_NAMES: Final = (GIVEN_NAMES | SURNAMES_TOO) - _EVERYDAY - _SMALL - {"dan", "ed", "ron"}
"""Names by which somebody is seen to be named whom the book does not know."""
_SAYS: Final = pattern(
    r"(?<![\w'’-])((?:[A-Z][a-z'’-]+ )?[A-Z][a-z'’-]+) (?:says|said|told|asks|asked|promised|agreed|agrees|complained|complains|reported|thinks|wants)\b"
)
"""Somebody with a capital who says something."""
_UNNAMED: Final = (
    "he|she|it|we|they|you|this|that|these|those|who|which|what|each|all|both|some|most|many|several|one|two|three|nobody|"
    "everybody|somebody|anybody|everyone|someone|people|others|women|men|children|neighbours|neighbors|villagers|families|as|has|"
    "was|were|is|are|had|when|where|if|then|there|so|the|a|an|her|his|our|my|their|not|only|also|again|"
    "council|commune|brigade|station|office|school|clinic|lane|village|county|branch|party|league|union|"
    "residents|resident|tenants|tenant|parents|parent|mothers|mother|fathers|father|husband|husbands|wives|son|daughter|"
    "brothers|sisters|grandmother|grandfather|landlord|landlady|drivers|teams|groups|contractor|contractors|builders|masses|"
    "today|yesterday|tomorrow|later|still|nothing|none|now|always|often|never|already|meeting|minutes|survey|plan|work|repair|"
    "repairs|date|price|prices|notice|letter|leaflet|water|power|pump|damp|leak|leaks|fault|faults|damage|rent|and|but"
)
_NO_SPEAKERS: Final = frozenset(_UNNAMED.split("|"))
"""Words of who says something and is nobody in particular."""
_NO_NAMES: Final = (
    "accountant|agent|bookkeeper|caretaker|chairman|children|clerk|committee|doctor|driver|elder|elders|"
    "electrician|engineer|families|family|farmer|farmers|foreman|group|guard|herdsman|household|households|"
    "keeper|leader|leaders|manager|member|members|men|midwife|neighbor|neighbors|neighbour|neighbours|nurse|"
    "officer|owner|people|plumber|postman|pupils|secretary|teacher|teachers|team|technician|vet|villagers|"
    "warden|watchman|widow|wife|women|worker|workers|youth"
)
_POSTS: Final = frozenset(_NO_NAMES.split("|"))
"""What somebody is: a canal warden is called so, but nobody by the canal alone."""
_CALLED_BEFORE: Final = pattern(
    r"(?:^|\W)(?:mr|mrs|miss|ms|dr|uncle|aunt|auntie|granny|grandpa)\.?\s+$"
)
_BEFORE_SPEECH: Final = pattern(r"(?:^|[.?!:;,\n“\"(•-]|\b(?:and|but|that|then|as|when))\s*$")
_SPEECH: Final = pattern(r"\s+(?:says|said|told|asks|asked)\b")
_MONTHS: Final = frozenset(("april", "may", "june", "august", "march", "july"))
_NAMES_OF_MONTHS: Final = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
)
_MONTH_BEFORE: Final = pattern(
    rf"(?:\d(?:st|nd|rd|th)?(?: of)?|\b(?:in|during|early|mid|next|last|this|every|(?<!the )late|"
    rf"(?:end|beginning|middle|month|start|first|half) of|(?:{_NAMES_OF_MONTHS})(?: to|-|–)))[\s-]+$"
)
_NUMBER_BEFORE: Final = pattern(
    r"(?:#|\bno\.\s*|\b(?:no|number|issue|household|house|home|family|flat|group|team|brigade)s?\s+"
    r"(?:\d+,? (?:and |or )?)*(?:[a-z]{1,2}-?)?)\d+\s+$"
)
"""What ends in a number that is no day: household 7, households 3 and R-7, May says."""
_DAY_BEFORE: Final = pattern(r"\b(?:on|by|from|until|till|since|before|after|to)\s+$")
_DAY_BEHIND: Final = pattern(r"\s+\d{1,2}(?:st|nd|rd|th)?\b(?!\s*\w)")
_YEAR_BEHIND: Final = pattern(r",?\s+(?:19|20)\d\d\b|(?: to|-|–)\s*(?:" + _NAMES_OF_MONTHS + r")\b")
_THE: Final = pattern(r"(?<![A-Za-z])[Tt]he\s+$")
_HIS: Final = ("'", "’")
_SENTENCE: Final = pattern(r"(?:^|[.?!:;\n“\"(•-])\s*$")
_ASKED: Final = pattern(
    r"\s+(?:i|we|he|she|they|you|it|there|this|that|these|those|anybody|somebody|everybody|nobody)\b"
)
_DONE: Final = pattern(
    r"\s+(?:it|them|these|those|each|every|all|both|a|an|out\s+the|off\s+the|where|which)\b"
)
_YOUNG: Final = pattern(
    r"\s+(?:men|women|people|children|pioneers?|trees?|plants?|stock|crops?|lambs?|pigs?)\b"
)
_ASKS: Final = frozenset(("may", "will"))
_DOES: Final = frozenset(("mark", "grant", "bill"))


def untitled(name: str) -> str:
    """A name without what somebody is called before it: ``Mr & Mrs T. Singh`` is T. Singh.

    >>> untitled("Mrs Patricia O'Connor"), untitled("Young")
    ("Patricia O'Connor", 'Young')
    """
    return _CALLED.sub("", name)


def bare(name: str) -> str:
    """A name untitled where more than a surname is left: a title alone tells Mr Green from Mrs Green."""
    return untitled(name) if len(name.split()) > 2 else name


def is_title(word: str) -> bool:
    """Whether somebody is called so before his name."""
    return word.casefold() in _TITLES


def words_of(name: str) -> list[str]:
    """The words of a name, and what a hyphen or an apostrophe joins: O'Neil-Smith is a Smith, too.

    >>> words_of("Mark O'Neil-Smith")
    ['Mark', "O'Neil-Smith", 'Neil-Smith', 'Neil', 'Smith']
    """
    words = [_OWNS.sub("", each) for each in _WORDS.findall(name)]
    words = [each for each in words if len(each) > 1 and each.casefold() not in _SMALL]
    parts = (part for each in words for part in _PARTS.split(each) if part != each)
    tails = (tail for each in words for tail in _BEHIND_O.findall(each))
    return [*words, *tails, *(each for each in parts if len(each) > 2)]


def small(words: Sequence[str]) -> list[str]:
    """The words of a name that are nobody else's, so that they name him without a capital, too."""
    said = [each.casefold() for each in words]
    own = [each for each in said if each not in _EVERYDAY]
    return own if _POSTS.isdisjoint(said) else []


def suspects(text: str, names: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where somebody may be named: lucy, Zola Dube says so, and small one of the ``names`` of a book."""
    for each in _WORDS.finditer(text):
        word = _OWNS.sub("", each[0])
        if word.casefold() in _GIVEN_NAMES or word.casefold() in names:
            yield each.start(), each.start() + len(word)
    for each in _SAYS.finditer(text):
        first, _blank, last = each[1].rpartition(" ")
        if _may_speak(last):  # Nurse Okoro, and Then Okoro, is Okoro
            start = each.start(1) if _may_speak(first) else each.end(1) - len(last)
            yield start, each.end(1)


def _may_speak(word: str) -> bool:
    return word.casefold() not in _NO_SPEAKERS | _POSTS


def is_called_small(text: str, start: int, end: int) -> bool:
    """Whether a word without a capital names somebody: uncle tom, and smith said so; the smith does not."""
    before = text[max(start - 12, 0) : start].casefold()
    says = _BEFORE_SPEECH.search(before) and _SPEECH.match(text, end)
    return bool(says or _CALLED_BEFORE.search(before))


def is_a_family(text: str, start: int, end: int) -> bool:
    """Whether a surname with an s is all of a household: the Reeds, Reeds' roof."""
    called = text[end : end + 1] in _HIS or _THE.search(text[max(start - 5, 0) : start])
    return text[start].isupper() and bool(called)


def is_everyday(text: str, start: int, end: int) -> bool:
    """Whether a word with a capital is a month or a verb: in May; Will he come?; Mark each tree."""
    word = text[start:end].casefold()
    before, behind = text[max(start - 24, 0) : start].casefold(), text[end : end + 24].casefold()
    if behind.startswith(_HIS) or _NUMBER_BEFORE.search(before):
        return False
    day = _DAY_BEFORE.search(before) and _DAY_BEHIND.match(behind)
    if word in _MONTHS and (day or _MONTH_BEFORE.search(before) or _YEAR_BEHIND.match(behind)):
        return True
    if word == "young" and _YOUNG.match(behind):
        return True
    if word not in _ASKS | _DOES or not _SENTENCE.search(before):
        return False
    return bool((_ASKED if word in _ASKS else _DONE).match(behind))
