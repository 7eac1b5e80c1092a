"""Links of a contact of a partner, one of them revoked, by the names of the table of addresses."""

from datetime import date
from typing import Any

from tracker.accounts.models import User
from tracker.directory.models import Person
from tracker.follow_ups.models import FollowUp
from tracker.partner_links.models import LinkMail, LinkUse, PartnerLink


def given_links(contact: Person, by: User) -> dict[str, Any]:
    organisation = contact.appointments.get().organisation
    values = {"organisation": organisation, "person": contact, "language": "en", "until": date(2099, 1, 1)}
    (link, token), (revoked, _token) = (PartnerLink.make(by=by, **values) for _twice in range(2))
    revoked.revoke(by=by)
    LinkMail.objects.create(link=revoked, address="gilles@eu.example")
    LinkUse.objects.create(link=revoked, did="opened")
    LinkUse.objects.create(link=link, did="opened")
    owed = FollowUp.log(by=by, title="Send the list of sites", partner=organisation, owed_by="partner")
    return {"owed": owed.pk, "partner_link": link.pk, "partner_token": token, "revoked_partner_link": revoked.pk}
