"""Whose address takes no mail: asked by their addresses, so that nothing is left of it once an address has changed."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, Q, QuerySet, When
from django.db.models.functions import Lower

from tracker.accounts.models import User
from tracker.background.models import Bounce
from tracker.directory.models import Person
from tracker.directory.people.mail_address import address_of

MAILED_AT = Lower(Case(When(account__is_active=True, then="account__email"), default="email"))


def people_at(people: QuerySet[Person], addresses: Any) -> Any:
    """Those who are mailed at one of these, as `address`: see `address_of`."""
    return people.annotate(address=MAILED_AT).filter(address__in=addresses)


def bounces_seen_by(viewer: User) -> QuerySet[Bounce]:
    """Without the address of somebody whom they may not know of; one that nobody has says of nobody."""
    known = Person.objects.known_to(viewer)
    hidden = Person.objects.exclude(pk__in=known.values("pk"))
    of_known, of_hidden = (people.annotate(address=MAILED_AT).values("address") for people in (known, hidden))
    rows: QuerySet[Bounce] = Bounce.objects.filter(~Q(address__in=of_hidden) | Q(address__in=of_known))
    return rows


def bounce_of(person: Person) -> Bounce | None:
    found: Bounce | None = Bounce.objects.of([address_of(person)]).first()
    return found


def mark_bounces(people: Iterable[Any]) -> None:
    """Let each of them know, as `bounce`, that their address takes no mail: asked once for all."""
    rows = {person.pk: person for person in people}
    refused = Bounce.objects.open().values("address")
    found = dict(people_at(Person.objects.filter(pk__in=rows), refused).values_list("pk", "address"))
    bounces = {bounce.address: bounce for bounce in Bounce.objects.of(found.values())} if found else {}
    for pk, person in rows.items():
        person.bounce = bounces.get(found.get(pk, ""))
