"""What is open with those who stand in the form of a meeting that is being logged, for its agenda."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from tracker.accounts.models import User
from tracker.agendas.bodies import Bodies
from tracker.agendas.forms import keys_in
from tracker.agendas.offer import Offer, open_among
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.meetings.participant_values import Participant, with_posts
from tracker.pages.meetings.agenda import draw_bars
from tracker.records.forms import LogForm


def offer_in(form: LogForm, typed: QueryDict | None, user: User) -> Offer:
    """Chosen by rule; what the person has seen already stays ticked or not, as they left it."""
    day = _said(form, "held_on") or timezone.localdate()
    offer = Offer(Bodies.of({each.pk: each for each in _spoken_for(form, day)}.values()), day, user)
    seen, on = _keys(typed, "seen"), _keys(typed, "on")
    for line in offer.lines:
        if line.follow_up.pk in seen:
            line.is_chosen = line.follow_up.pk in on
    draw_bars(offer.lines, user)
    return offer


def ticked_in(typed: QueryDict | None, user: User) -> list[FollowUp]:
    return open_among(_keys(typed, "on"), user)


def _keys(typed: QueryDict | None, name: str) -> list[int]:
    return keys_in(typed.getlist(name)) if typed else []


def _spoken_for(form: LogForm, day: date) -> Iterator[Organisation]:
    """What is typed for whom, and where that is left open, the posts of those who are known."""
    rows = [(_said(row, "person"), _said(row, "organisation")) for row in form.rows]
    known = [Participant(person, organisation) for person, organisation in rows if person and person.pk]
    named = [organisation for _person, organisation in rows if organisation]
    yield from (each for each in named if each.pk)
    yield from (each.organisation for each in with_posts(known, day) if each.organisation and each.organisation.pk)


def speaking_for_nobody(form: LogForm) -> list[str]:
    """The names of those of whom nobody said for whom they spoke, and no post of that day tells it."""
    day = _said(form, "held_on") or timezone.localdate()
    rows = [(_said(row, "person"), _said(row, "organisation")) for row in form.rows]
    left_open = [Participant(person) for person, organisation in rows if person and not organisation]
    known = with_posts([each for each in left_open if each.person.pk], day)
    held = {each.person.pk for each in known if each.organisation}
    return [str(each.person) for each in left_open if each.person.pk not in held]


def _said(form: Any, name: str) -> Any:
    """What stands in the field, typed or proposed, as far as it can be taken."""
    try:
        return form.fields[name].clean(form[name].value())
    except ValidationError:
        return None
