"""What a contact does by their link. Each deed is one of the follow-up, and a row that tells by which link it was."""

from django.db import transaction

from tracker.partner_links.models import Did, LinkUse, PartnerLink


@transaction.atomic
def open_list(link: PartnerLink) -> None:
    """It is counted once, however often it is pressed within a while."""
    link.lock()
    if not link.is_shown:
        LinkUse.objects.create(link=link, did=Did.OPENED)
