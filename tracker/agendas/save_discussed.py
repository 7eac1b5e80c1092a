"""Saving what was typed of a follow-up at a meeting over what others saved meanwhile."""

from typing import Any

from tracker.accounts.models import User
from tracker.agendas.forms import DiscussForm
from tracker.agendas.models import Appearance
from tracker.directory.get_or_add import get_or_add
from tracker.follow_ups.log_from_selection import classification_for_new
from tracker.history.editing import Clashed
from tracker.history.models import Entry
from tracker.history.three_way_merge import merge


def save_discussed(appearance: Appearance, form: DiscussForm, *, by: User) -> Entry | None:
    """Raises `Clashed`."""
    return appearance.discuss(by=by, **_typed(appearance, form, by))


def _typed(appearance: Appearance, form: DiscussForm, by: User) -> dict[str, Any]:
    data, version = form.cleaned_data, form.cleaned_data["version"] or appearance.version
    safe, clashes = merge(appearance, version, {"said": data["said"]}, by=by)
    if clashes:
        raise Clashed(clashes)
    born = classification_for_new(form.follow_up)
    waits = form.moves_to and data.get("waiting_on")
    waiting_on = get_or_add(waits, by=by, classification=born) if waits else None
    return {"said": safe.get("said", appearance.said), **form.moved(waiting_on)}
