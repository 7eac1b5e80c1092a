"""Reminders in a calendar, as its owner chose: each is set by how long it lies before what it reminds of, or after."""

from datetime import date, datetime, time, timedelta
from typing import Any

from icalendar import Alarm as Reminder

from tracker.accounts.calendar_link import Alarm

MORNING = time(8)
OFF = ("CANCELLED", "COMPLETED")


def remind(part: Any, alarm: str) -> Any:
    """The same event or to-do, with its reminder; none of what is called off, done, or past its day."""
    if alarm != Alarm.NONE and str(part.get("status")) not in OFF:
        reminder = Reminder()
        reminder.add("action", "DISPLAY")
        reminder.add("description", str(part["summary"]))
        # What is due has no start: its day begins where the time to it ends.
        ends = {"related": "END"} if part.name == "VTODO" else {}
        reminder.add("trigger", before(_when(part), alarm), parameters=ends)
        part.add_component(reminder)
    return part


def before(when: date | datetime, alarm: str) -> timedelta:
    """How long after `when` the reminder comes: less than nothing of one that comes before."""
    if not isinstance(when, datetime):
        morning = timedelta(hours=MORNING.hour)
        return morning - timedelta(days=1) if alarm == Alarm.DAY_BEFORE else morning
    if alarm == Alarm.DAY_BEFORE:
        return timedelta(days=-1)
    morning_of = datetime.combine(when.date(), MORNING, when.tzinfo)
    hour = timedelta(hours=-1)
    # What begins before that morning is over is told an hour before.
    return hour if alarm == Alarm.HOUR_BEFORE else min(morning_of - when, hour)


def _when(part: Any) -> date | datetime:
    found: date | datetime = part["due" if part.name == "VTODO" else "dtstart"].dt
    return found
