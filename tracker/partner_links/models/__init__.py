"""Links by which contacts of partners say how far they are; what each did by it, and the mail that brought it."""

from tracker.partner_links.models.link_mail import LinkMail
from tracker.partner_links.models.link_use import Did, LinkUse
from tracker.partner_links.models.partner_link import PartnerLink

__all__ = ["Did", "LinkMail", "LinkUse", "PartnerLink"]
