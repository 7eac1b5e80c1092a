"""Somebody who took part, drawn by their template once for all who look alike: there may be hundreds."""

from django.utils.safestring import SafeString

from tracker.directory.left import say_person
from tracker.kit.templatetags.kit import initials
from tracker.lists.speed_tricks import cached_fragment
from tracker.meetings.models import Participation


def draw_participant(row: Participation) -> SafeString:
    said = [f" · {row.title}" if row.title else "", f", {row.organisation}" if row.organisation else ""]
    said += [f" · {each}" for each in row.participant.parts]
    words = {"initials": initials(str(row.person)), "name": say_person(row, "person"), "further": "".join(said)}
    return cached_fragment("pages/meeting_participant.html", row.person_id, words, is_absent=row.is_absent)
