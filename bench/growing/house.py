"""The house that grown rows belong to: whom they may name, and the clock and chance they share."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils import timezone

from bench.growing.writing import Row
from tracker.accounts.models import User
from tracker.directory.models import Appointment, Organisation, Person
from tracker.mandates.models import Mandate

# Whose desk is measured: a busy officer, at every size of the house.
BUSY = "claire@suivi.example"
# Who sees restricted matters.
TRUSTED = "amina@suivi.example"


@dataclass
class House:
    random: Random
    today: date
    recorders: list[User]
    busy: Person
    owners: list[Person]
    units: list[Organisation]
    partners: list[Organisation]
    posts: list[Appointment]
    mandates: list[Mandate]

    def partner(self) -> Organisation:
        """One of them; the first ones much more often, as in every house."""
        return self.partners[int(len(self.partners) * self.random.random() ** 3)]

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def moment(self, on: date) -> datetime:
        """Some minute of that day's office hours."""
        at = datetime.combine(on, time(8)) + timedelta(minutes=self.random.randrange(600))
        return timezone.make_aware(at)


def read_house(seed: int) -> House:
    """The house as it stands in the database."""
    busy = Person.objects.get(account__email=BUSY)
    return House(
        random=Random(seed),
        today=timezone.localdate(),
        recorders=list(User.objects.exclude(role="reader").order_by("pk")),
        busy=busy,
        owners=list(
            Person.objects.filter(appointments__organisation__is_ours=True)
            .exclude(pk=busy.pk)
            .distinct()
            .order_by("pk")
        ),
        units=list(Organisation.objects.ours().exclude(parent=None).order_by("pk")),
        partners=list(Organisation.objects.partners().order_by("pk")),
        posts=list(Appointment.objects.select_related("person", "organisation").order_by("pk")),
        mandates=list(Mandate.objects.prefetch_related("paragraphs").order_by("pk")),
    )


def entry(item: type[Model], key: int, verb: str, by_id: int, at: datetime, version: int, **changes: Any) -> Row:
    """As `history.record` would have written it then of the row `key` of `item`."""
    of = ContentType.objects.get_for_model(item)
    return {
        "content_type_id": of.pk, "object_id": key, "verb": verb, "by_id": by_id, "at": at, "version": version,
        "changes": changes,
    }  # fmt: skip


def change(before: object, after: object) -> dict[str, object]:
    return {"from": before, "to": after, "from_text": "", "to_text": ""}
