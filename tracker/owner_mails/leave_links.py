"""The link by which somebody without an account leaves these mails: all that it opens is that."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from tracker.directory.models import Person

SIGNER = Signer(salt="tracker.owner_mails.leave")


def token_of(person: Person) -> str:
    return SIGNER.sign(str(person.pk))


def address_of(person: Person) -> str:
    """With the address of the house: for a mail."""
    return f"{settings.SITE_ADDRESS}{reverse('owner_mails:leave', args=[token_of(person)])}"


def person_of(token: str) -> Person | None:
    """None where it is none of ours."""
    try:
        key = SIGNER.unsign(token)
    except BadSignature:
        return None
    found: Person | None = Person.objects.filter(pk=key).first()
    return found.survivor if found else None
