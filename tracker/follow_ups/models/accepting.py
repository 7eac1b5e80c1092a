"""What a body answers to a recommendation: accepted, in part, noted or rejected, apart from how far it is."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.follow_ups.choices import Acceptance, Kind
from tracker.follow_ups.statuses import SENTENCES
from tracker.history.models import Entry

# Whoever does not do all that is recommended says why.
WITH_REASON = (Acceptance.IN_PART, Acceptance.REJECTED)
ONLY_RECOMMENDATIONS = _("Only recommendations are accepted or rejected.")


def problems_with_acceptance(kind: str, acceptance: int | None, reason: str) -> dict[str, Any]:
    """What keeps one of that kind from being answered so: a sentence for each field; empty when all is well."""
    if acceptance is None:
        return {}
    if kind != Kind.RECOMMENDATION:
        return {"acceptance": ONLY_RECOMMENDATIONS}
    return {"reason": SENTENCES["reason"]} if acceptance in WITH_REASON and not reason else {}


def note_acceptance(follow_up: Any, acceptance: int | None, *, by: User, reason: str = "") -> Entry | None:
    """Its status and its dates stay. None: it is not answered yet. ValidationError names what the answer needs."""
    if acceptance == follow_up.acceptance:
        return None
    if problems := problems_with_acceptance(follow_up.kind, acceptance, reason):
        raise ValidationError(problems)
    entry: Entry | None = follow_up.change("recommendation answered", by=by, note=reason, acceptance=acceptance)
    return entry
