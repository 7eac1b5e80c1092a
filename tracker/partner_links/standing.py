"""The links of a partner as its page shows them: whether each still works, and when it was opened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.partner_links.contacts import contacts_of
from tracker.partner_links.models import LinkUse, PartnerLink

MOST_LINKS = 20


class Standing(StrEnum):
    OPEN = "open"
    REVOKED = "revoked"
    PAST = "past"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Shown:
    """`times` is how often its list was asked for, `last` when last."""

    link: PartnerLink
    standing: Standing
    times: int
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Links:
    """`may_have`: somebody is there to whom one can be given."""

    rows: list[Shown]
    may_have: bool


def links_of(organisation: Organisation, user: User, today: date) -> Links:
    """Those that work first, then the newest."""
    if organisation.is_ours:
        return Links([], may_have=False)
    contacts = set(contacts_of(organisation, today).values_list("pk", flat=True))
    links = PartnerLink.objects.known_to(user).filter(organisation=organisation).with_names().order_by("-pk")
    shown = as_shown(links[:MOST_LINKS], contacts, today)
    return Links(sorted(shown, key=lambda each: each.standing != Standing.OPEN), may_have=bool(contacts))


def as_shown(links: Iterable[PartnerLink], contacts: set[int], today: date) -> list[Shown]:
    rows = list(links)
    opened = LinkUse.objects.filter(link__in=rows).opened() if rows else {}
    return [Shown(row, _standing(row, contacts, today), *opened.get(row.pk, (0, None))) for row in rows]


def _standing(link: PartnerLink, contacts: set[int], today: date) -> Standing:
    if link.is_removed:
        return Standing.REVOKED
    if link.until < today:
        return Standing.PAST
    return Standing.OPEN if link.person_id in contacts else Standing.GONE


def standing_of(link: PartnerLink, today: date) -> Shown:
    contacts = {link.person_id} if link.is_for_a_contact(today) else set[int]()
    return as_shown([link], contacts, today)[0]
