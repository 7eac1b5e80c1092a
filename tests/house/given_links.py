"""Links of a contact of a partner, one of them revoked, by the names of the table of addresses."""

from datetime import date
from typing import Any

from tracker.accounts.models import User
from tracker.directory.models import Person
from tracker.follow_ups.models import FollowUp
from tracker.partner_links.models import LinkMail, LinkUse, PartnerLink
from tracker.partner_links.models.partner_link import SIGNER, digest_of


def given_links(contact: Person, by: User) -> dict[str, Any]:
    organisation = contact.appointments.get().organisation
    values = {"organisation": organisation, "person": contact, "language": "en", "until": date(2099, 1, 1)}
    link, revoked = (PartnerLink.make(by=by, **values)[0] for _twice in range(2))
    # The same each time, as it stands in what is drawn.
    token = SIGNER.sign("a-link-of-the-tests")
    PartnerLink.objects.filter(pk=link.pk).update(digest=digest_of(token))
    revoked.revoke(by=by)
    LinkMail.objects.create(link=revoked, address="gilles@eu.example")
    LinkUse.objects.create(link=revoked, did="opened")
    LinkUse.objects.create(link=link, did="opened")
    owed = FollowUp.log(by=by, title="Send the list of sites", partner=organisation, owed_by="partner")
    return {"owed": owed.pk, "partner_link": link.pk, "partner_token": token, "revoked_partner_link": revoked.pk}
