"""What the sample village says, as a shape: one set of texts for each language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class GroupTexts(NamedTuple):
    """A work group's words."""

    name: str
    unit: str
    leader: str
    key_members: str
    core_members: str = ""
    note: str = ""


class HouseholdTexts(NamedTuple):
    """A household's words."""

    head: str
    address: str
    note: str = ""
    tags: str = ""


class IssueTexts(NamedTuple):
    """An issue's words."""

    title: str
    detail: str = ""
    tags: str = ""
    answer: str = ""
    referred_to: str = ""
    drop_reason: str = ""
    summary: str = ""


class SolutionTexts(NamedTuple):
    """A solution's words."""

    method: str
    with_whom: str
    responsible: str
    steps: tuple[tuple[str, str], ...] = ()
    """(what, who) of each step."""
    result: str = ""


class FindingTexts(NamedTuple):
    """What a survey found."""

    attendance: str = ""
    labour: str = ""
    management: str = ""
    leadership: str = ""
    other: str = ""


class TrainingTexts(NamedTuple):
    """A training's words."""

    topic: str
    attendees: str
    note: str = ""
    lecturers: str = ""
    discussed: str = ""


class ExperienceTexts(NamedTuple):
    """An experience's words, with those of its on-site meetings."""

    title: str
    situation: str
    action: str
    outcome: str
    advice: str
    meetings: tuple[tuple[str, str], ...]
    """(who, note) of each meeting."""


class DiaryTexts(NamedTuple):
    """The words of the diary; ``{…}`` is filled in from the village's own records."""

    day_of_visits: str
    days_without: tuple[str, ...]
    five_days: str
    five_day_lines: tuple[str, ...]
    studies: tuple[tuple[str, str], ...]
    """(topic, text) of each ten-day study, the latest first."""
    meetings: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]
    """(topic, text, (matter, what was decided) …) of each meeting, the latest first."""
    meeting_place: str
    notes: tuple[str, ...]


class MethodTexts(NamedTuple):
    """The words of the method's other pieces."""

    outcome: str
    """What became of the first task."""
    policy: tuple[str, str]
    """(title, explanation) of a policy to be explained."""
    alongside: tuple[str, ...]
    """What was done besides at visits."""
    duties: tuple[tuple[str, str], ...]
    """(area, who) in the first group."""
    plans: tuple[tuple[str, str, str, str], ...]
    """(production, work, study, what came of it) of the first group's last two plans."""
    key_point: tuple[str, str]
    """(committee, how it went) of the group it took on."""
    on_site: tuple[tuple[str, str, str, str], ...]
    """(topic, place, who came, what they took home); the last is still to come."""
    told: tuple[str, str, str]
    """(title, situation, advice) of a member's experience of the contact work."""
    passed_on: tuple[str, str]
    """(what was learned at a visit, advice): it became an experience."""


class Texts(NamedTuple):
    """Everything the village says in one language."""

    members: tuple[str, ...]
    groups: tuple[GroupTexts, ...]
    households: tuple[HouseholdTexts, ...]
    kin: tuple[str, ...]
    """Who else was met; an empty text: nobody else."""
    new_leader: str
    """Who leads the second group since a month ago."""
    tasks: tuple[tuple[str, str], ...]
    """(title, explanation) of each task."""
    learned: tuple[str, ...]
    """The latest visit's first."""
    promised: tuple[str, ...]
    notes: tuple[str, ...]
    issues: Mapping[str, IssueTexts]
    solutions: Mapping[str, SolutionTexts]
    checks: Mapping[str, str]
    """Notes of follow-ups: by solution, and ``held`` for one that held before it relapsed."""
    findings: Mapping[str, FindingTexts]
    """By ``group number.survey number``."""
    stays: tuple[str, ...]
    trainings: Mapping[str, TrainingTexts]
    experience: ExperienceTexts
    commendations: tuple[str, ...]
    diary: DiaryTexts
    method: MethodTexts
    this_morning: tuple[str, str, str]
    """Learned, promised and noted at this morning's visit."""
    separator: str
    """What stands between two names."""
