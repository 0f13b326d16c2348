"""The closed lists a field may take its code from. Codes are stored, labels are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

Codes = tuple[str, ...]

CHOSEN_MANNER: Final[Codes] = ("visit", "nobody_home", "came_to_us")
MANNER: Final[Codes] = (*CHOSEN_MANNER, "listed")
"""``listed``, which nobody chooses: a roster gives the day of a last visit, and who went there nobody knows."""
EXPLAINED: Final[Codes] = ("tasks", "policies", "methods")
TOGETHER: Final[Codes] = ("meals", "lodging", "labour", "counsel")
ISSUE_KIND: Final[Codes] = ("production", "life", "study", "policy", "request", "other")
FOCUS: Final[Codes] = ("key_issue", "weak_link", "lagging_group", "new_thing")
CARRIED_BY: Final[Codes] = ("group", "jointly", "cadre")
CHECK_RESULT: Final[Codes] = ("held", "relapsed")
DIARY_KIND: Final[Codes] = ("note", "daily", "five_day", "ten_day", "meeting")
SPENT: Final[Codes] = ("study", "meeting", "front_line")
LINK_KIND: Final[Codes] = ("advanced", "lagging", "key_point")
TASK_KIND: Final[Codes] = ("task", "policy", "method", "work")
"""All but ``work`` are explained at households; that is what somebody is to do."""
TRAINING_KIND: Final[Codes] = ("class", "evening", "lesson")
COMMENDATION_KIND: Final[Codes] = ("red_flag", "five_good", "other")
SURVEY_TYPE: Final[tuple[int, ...]] = (1, 2, 3)
"""1 core formed 核心已形成, 2 core not strong 核心不够强, 3 core not formed 核心未形成."""

FOUND: Final[Codes] = ("attendance", "labour", "management", "leadership", "other")
"""What a survey found, heading by heading."""
STATUS: Final[Codes] = ("open", "studying", "acting", "solved", "held", "relapsed", "dropped")
OF_FIELD: Final[Mapping[str, Codes]] = {
    "explained": EXPLAINED, "together": TOGETHER, "issue.kind": ISSUE_KIND, "focus": FOCUS,
    "carried_by": CARRIED_BY, "result": CHECK_RESULT, "diary.kind": DIARY_KIND, "spent": SPENT,
    "survey.type": tuple(map(str, SURVEY_TYPE)), "link.kind": LINK_KIND,
    "training.kind": TRAINING_KIND, "commendation.kind": COMMENDATION_KIND,
    "status": STATUS,
}  # fmt: skip
"""The list of each field whose codes are counted, by the field's word in ``labels.CODES``."""

LISTS: Final[Codes] = (
    "units", "without_core", "not_surveyed", "type_3", "type_2", "type_1", "type_3_twice", "weaker",
    "leaders_untrained", "key_untrained", "not_visited", "overdue", "untold", "no_advanced",
    "no_lagging", "key_points", "without_plan", "learned", "posts", "red_flags", "came", "by_cadre",
    "checked", "relapsed", "referral_desk",
)  # fmt: skip
"""The lists of names behind the figures."""

UNSOLVED: Final[frozenset[str]] = frozenset({"open", "studying", "acting", "relapsed"})
"""The statuses in which an issue still wants work."""

Holds = Literal["households", "issues", "visits", "groups", "book"]
"""What a sheet holds: a roster, a ledger, a diary of visits, a list of work groups; or what a book
wrote itself, which is known by its columns."""
HOLDS: Final[tuple[Holds, ...]] = ("households", "issues", "visits", "groups")
"""What a sheet may be said to hold."""

LEDGER_ID: Final = "fieldbook-id"
"""The heading of the column by which a sheet is known as one of fieldbook's; the same in every language,
as those of the other ids are."""

SHEET_ENDINGS: Final = (".xlsx", ".xls", ".et", ".ods", ".csv", ".tsv", ".txt", ".html", ".htm")
"""How files that can be imported are called: what is shown for choosing. Their content decides."""


def explained_by(task_kind: str) -> str:
    """What kind of explanation it is to explain a task of a kind; one nobody here knows is a task."""
    return {"policy": "policies", "method": "methods"}.get(task_kind, "tasks")
