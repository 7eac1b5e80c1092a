"""Lets the house's model read a record, and keeps what it told for those who open the record after that."""

from dataclasses import asdict
from hashlib import sha256

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.reading.told import Told
from tracker.records.models import Record, Version
from tracker.suggestions.model.conversation import messages_for, told_in
from tracker.suggestions.model.endpoint import Endpoint, ModelError, house_model

LONGEST = 60_000
KEPT = 7 * 24 * 3600  # seconds
NO_MODEL = _("This house has no model.")
STAYS = _("A restricted record never leaves the house.")
TOO_LONG = _("The record is too long for the model.")


def ask_model(version: Version, *, by: User) -> list[Told]:
    """Send the text, note in the record's history who did, and keep the answer. Raises ModelError: the cues go on."""
    model, record = house_model(), version.record
    if model is None:
        raise ModelError(NO_MODEL)
    if record.is_restricted:
        raise ModelError(STAYS)
    if len(version.text) > LONGEST:
        raise ModelError(TOO_LONG)
    _note(record, model, version.number, by)
    told = told_in(model.ask(messages_for(version.text, record.language, record.meeting.held_on)))
    cache.set(_key(version, model), [asdict(one) for one in told], KEPT)
    return told


@transaction.atomic
def _note(record: Record, model: Endpoint, number: int, by: User) -> None:
    """Who sent which text where, before it leaves."""
    sent = {"from": None, "to": number, "from_text": "", "to_text": f"{model.name} ({model.host})"}
    Record.objects.select_for_update().get(pk=record.pk).change("sent", by=by, also={"model": sent})


def told_of(version: Version) -> list[Told] | None:
    """What the model told of this text; None where it was not asked, or the record has become restricted."""
    model = house_model()
    if model is None or version.record.is_restricted:
        return None
    kept = cache.get(_key(version, model))
    return None if kept is None else [Told(**one) for one in kept]


def forget_told(version: Version) -> None:
    """The cues speak again."""
    if model := house_model():
        cache.delete(_key(version, model))


def _key(version: Version, model: Endpoint) -> str:
    """Another model, or another text under the same number, is asked anew."""
    asked = "\0".join([model.address, model.name, version.text])
    return f"told:{version.pk}:{sha256(asked.encode()).hexdigest()[:24]}"
