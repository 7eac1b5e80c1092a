"""The limit that a list is measured against: one hand-written query over the right index, and its rows from dicts.

The query cuts what the person may not see by the same rule as `visible_to`; the template shows the same page, links and
status menus included, from ready words.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import Any

from django.db import connection
from django.template import Context, Engine
from django.utils import timezone

from tracker.accounts.models import User
from tracker.follow_ups.choices import OwedBy, Strength
from tracker.follow_ups.models import Kind
from tracker.follow_ups.statuses import ACTIVE, OURS_TO_MOVE, Status, needs, next_of
from tracker.kit import date_formats

SIZE = 50
TEMPLATES = Path(__file__).parents[1] / "templates"
# The plus keeps the database from sorting all rows of a large partner: it walks by due date and stops at fifty.
CONDITIONS = {
    "all": "",
    "active": "AND f.ended_on IS NULL",
    "status": "AND f.status = %s",
    "late": "AND f.ended_on IS NULL AND f.owed_by = 'us' AND f.status IN ('open', 'in_progress') AND f.due_order < %s"
    " AND (f.event_on IS NULL OR f.event_on >= %s)",
    "owner": "AND f.owner_id = %s",
    "kind": "AND f.kind = %s",
    "partner": "AND +f.partner_id IN (WITH RECURSIVE part(id) AS (SELECT CAST(%s AS BIGINT) UNION ALL SELECT o.id FROM"
    " directory_organisation o JOIN part ON o.parent_id = part.id) SELECT id FROM part)",
    "unit": "AND +f.unit_id IN (WITH RECURSIVE part(id) AS (SELECT CAST(%s AS BIGINT) UNION ALL SELECT o.id FROM"
    " directory_organisation o JOIN part ON o.parent_id = part.id) SELECT id FROM part)",
}
FROM = """
FROM follow_ups_followup f
LEFT JOIN meetings_meeting m ON m.id = f.meeting_id
LEFT JOIN records_passage w ON w.id = f.passage_id
LEFT JOIN records_record r ON r.id = w.record_id
LEFT JOIN directory_person o ON o.id = f.owner_id
LEFT JOIN directory_organisation p ON p.id = f.partner_id
WHERE f.removed_at IS NULL AND m.removed_at IS NULL {condition} {visible}
"""
ROWS = """
SELECT f.id, f.reference, f.title, f.kind, f.status, f.due_on, f.updated_at, f.version, f.classification, f.recorder_id,
       f.owner_id, o.name, COALESCE(NULLIF(p.short_name, ''), p.name), m.title, m.classification, r.classification,
       f.owed_by, f.strength
{rows}
ORDER BY f.due_order, f.id LIMIT 51
"""
VISIBLE = """
AND (f.classification = 'general' OR f.recorder_id = %s OR f.owner_id = %s)
AND (m.id IS NULL OR m.recorder_id = %s
     OR (m.classification = 'general' AND COALESCE(r.classification, 'general') = 'general')
     OR EXISTS (SELECT 1 FROM meetings_participation s WHERE s.meeting_id = m.id AND s.person_id = %s)
     OR EXISTS (SELECT 1 FROM meetings_meeting_readers s WHERE s.meeting_id = m.id AND s.person_id = %s)
     OR EXISTS (SELECT 1 FROM follow_ups_followup s
                WHERE s.meeting_id = m.id AND s.owner_id = %s AND s.removed_at IS NULL))
"""
COLUMNS = (
    "id", "reference", "title", "kind", "status", "due_on", "updated_at", "version", "classification", "recorder_id",
    "owner_id", "owner", "partner", "meeting", "meeting_classification", "record_classification",
    "owed_by", "strength",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rows:
    """Which rows: a key of CONDITIONS, and what it compares with."""

    name: str
    value: Any = None


def limit(rows: Rows, user: User) -> Callable[[], str]:
    """Draws the first page of these rows."""
    template = Engine(dirs=[str(TEMPLATES)]).get_template("bench/list.html")
    today = timezone.localdate()
    query, values = _query(rows, user, today)
    menus = {(status, kind): _next(status, kind) for status in Status.values for kind in Kind.values}
    person = user.person.pk
    zone = timezone.get_current_timezone()

    def draw() -> str:
        with connection.cursor() as cursor:
            cursor.execute(query, values)
            found = [dict(zip(COLUMNS, row, strict=True)) for row in cursor.fetchall()]
        for row in found[:SIZE]:
            row |= {
                "kind_label": KINDS[row["kind"]],
                "status_label": STATUSES[row["status"]],
                "next": menus[row["status"], row["kind"]],
                "is_active": row["status"] in ACTIVE,
                "is_restricted": "restricted"
                in (row["classification"], row["meeting_classification"], row["record_classification"]),
                "may_choose_owner": user.role != "officer"
                or row["owner_id"] in (None, person)
                or row["recorder_id"] == user.pk,
                "marks": [MARKS[said] for said in (row["owed_by"], row["strength"]) if said in MARKS],
                **_due(row, today),
                **_updated(row["updated_at"], zone),
            }
        context = {
            "rows": found[:SIZE],
            "more": len(found) > SIZE,
            "csrf": "x" * 64,
            "user": {"name": user.name},
            "fields": FIELDS,
        }
        return template.render(Context(context))

    return draw


MARKS = {"partner": "they owe us", "offered": "offered", "exploratory": "exploratory"}
KINDS = {kind.value: str(kind.label) for kind in Kind}
STATUSES = {status.value: str(status.label) for status in Status}
STRENGTHS = {strength.value: str(strength.label) for strength in Strength}
DEBTORS = {debtor.value: str(debtor.label) for debtor in OwedBy}
FIELDS = (
    "Words", "Status", "Kind", "Owner", "Unit", "Partner", "Meeting", "Mandate", "Due from", "Due until", "Late",
    "Due this week", "Event passed", "Without date", "Without owner",
)  # fmt: skip


def _query(rows: Rows, user: User, today: date) -> tuple[str, list[Any]]:
    values = [today.isoformat()] * 2 if rows.name == "late" else [] if rows.value is None else [rows.value]
    cut, persons = visible(user)
    return ROWS.format(rows=FROM.format(condition=CONDITIONS[rows.name], visible=cut)), [*values, *persons]


def visible(user: User) -> tuple[str, list[Any]]:
    """What cuts the rows to those that the user sees, and its values."""
    person = user.person.pk
    return ("", []) if user.sees_restricted else (VISIBLE, [user.pk, person, user.pk, person, person, person])


def _next(status: str, kind: str) -> str:
    return " ".join(f"{after}…" if needs(status, after) else str(after) for after in next_of(status, kind))


def _due(row: dict[str, Any], today: date) -> dict[str, Any]:
    due_on, ours = row["due_on"], row["owed_by"] == "us"
    if not due_on:
        return {"due": "", "full": "", "is_late": False}
    is_late = ours and row["status"] in OURS_TO_MOVE and due_on < today
    day = date_formats.format_short_date(due_on)
    due = date_formats.format_due_date(due_on, today) if is_late or due_on >= today else day
    if not ours and due_on < today and row["status"] in ACTIVE:
        due = date_formats.format_since(due_on, today)
    return {"due": due, "full": "" if due == day else date_formats.format_date(due_on), "is_late": is_late}


def _updated(at: datetime, zone: tzinfo) -> dict[str, Any]:
    local = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(zone)
    return {"updated": f"{local.day} {local:%b %Y}", "updated_iso": local.isoformat()}
