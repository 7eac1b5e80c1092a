"""Whom of a partner a link may be given to: whoever holds a post there, of whom everybody may know."""

from datetime import date

from tracker.directory.models import Appointment, Organisation, Person, PersonQuerySet


def contacts_of(organisation: Organisation, today: date) -> PersonQuerySet:
    """Those who hold a post at the partner, or at a part of it, on that day. Nobody, where few may know of it."""
    people: PersonQuerySet = Person.objects.of_everybody().active()
    if organisation.is_ours or organisation.is_restricted or organisation.merged_into_id:
        return people.none()
    posts = Appointment.objects.held_on(today).in_the_open().filter(organisation__in=organisation.keys_of_parts)
    return people.filter(pk__in=posts.order_by().values("person"))
