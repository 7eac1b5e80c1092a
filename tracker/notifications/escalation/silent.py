"""What goes without word: late or gone quiet, and nobody else holds it up.

What is snoozed by its owner, waits, is pending or asks for another date never is.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest

from tracker.change_requests.models import ChangeRequest
from tracker.files.models import AttachedFile
from tracker.follow_ups import conditions
from tracker.follow_ups.models import FollowUp, Snooze
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.follow_ups.progress.rhythm import gone_quiet
from tracker.kit.periods import Period
from tracker.notifications.models import Silence


def without_word(today: date) -> FollowUpQuerySet:
    """With `word_at`, the moment of the last word, which was before today."""
    silent = Q(conditions.late(today) | gone_quiet(today), owner__account__is_active=True)
    snoozed = Snooze.objects.filter(follow_up=OuterRef("pk"), user=OuterRef("owner__account"), until__gt=today)
    asked = ChangeRequest.objects.open().filter(follow_up=OuterRef("pk"))
    rows: FollowUpQuerySet = FollowUp.objects.present().filter(silent, ~Exists(snoozed), ~Exists(asked))
    told: FollowUpQuerySet = rows.annotate(word_at=_last_word()).filter(word_at__lt=Period(today, today).moments[0])
    return told


def _last_word() -> Any:
    kind = ContentType.objects.get_for_model(FollowUp)
    files = AttachedFile.objects.filter(content_type=kind, object_id=OuterRef("pk"), removed_at=None)
    last = Subquery(files.order_by("-attached_at").values("attached_at")[:1])
    return Greatest(F("updated_at"), Coalesce(last, F("updated_at")))


def still_silent(today: date, among: Collection[int] | None = None) -> Any:
    """Of all, or of the follow-ups of these keys: no planner need look at all others then."""
    rows, silences = without_word(today), Silence.objects.open()
    if among is not None:
        rows, silences = rows.filter(pk__in=among), silences.filter(follow_up__in=among)
    return silences.filter(follow_up__in=rows.values("pk"))
