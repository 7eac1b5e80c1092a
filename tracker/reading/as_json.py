"""A reading as plain values, in the form in which labelled texts are scored."""

from typing import Any

from tracker.reading.results import Reading, Suggestion

# What labelled texts call a kind otherwise than the house.
_KINDS = {"decision": "decision_to_implement"}


def as_values(text: str, reading: Reading) -> dict[str, Any]:
    return {
        "follow_ups": [_follow_up(text, one) for one in reading.suggestions],
        "participants": [
            {"name": one.name, "title": one.title or None, "presence": one.presence} for one in reading.people
        ],
        "organisations": [one.name for one in reading.bodies],
        "mandates": [{"title": one.name} for one in reading.mandates],
        "meeting_date": reading.meeting_day or None,
        "place": reading.place or None,
    }


def _follow_up(text: str, one: Suggestion) -> dict[str, Any]:
    return {
        "quote": one.span.of(text),
        "start": one.span.start,
        "end": one.span.end,
        "kind": _KINDS.get(one.kind, one.kind),
        "owner": " ".join(one.owner.of(text).split()) if one.owner else None,
        "due": one.due.value if one.due else None,
        "pending_resources": bool(one.resources),
        "band": one.band,
        "score": one.score,
        "strength": one.strength,
        "owed_by": one.owed_by or None,
        "condition": one.condition.of(text) if one.condition else None,
        "reasons": one.reasons,
        "again": one.again,
    }
