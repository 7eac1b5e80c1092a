"""Whose address takes no mail: asked by their addresses, so that nothing is left of it once an address has changed."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, QuerySet, When
from django.db.models.functions import Lower

from tracker.background.models import Bounce
from tracker.directory.models import Person
from tracker.directory.people.mail_address import address_of


def people_at(people: QuerySet[Person], addresses: Any) -> Any:
    """Those who are mailed at one of these, as `address`: see `address_of`."""
    of_account = When(account__is_active=True, then="account__email")
    return people.annotate(address=Lower(Case(of_account, default="email"))).filter(address__in=addresses)


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
