"""The links of one mail: made as its lines are written, stored all at once."""

from django.conf import settings
from django.urls import reverse

from tracker.directory.models import Person
from tracker.follow_ups.models import FollowUp
from tracker.mail_answers.models import AnswerLink


def may_be_mailed(follow_up: FollowUp, person: Person | None) -> bool:
    """Whether its owner may answer it from a mail: never what is restricted."""
    return person is not None and follow_up.owner_id == person.pk and not follow_up.is_restricted


class NewLinks:
    """For one reader of a mail; nobody's links where `person` is None."""

    def __init__(self, person: Person | None) -> None:
        self._person = person
        self._made: dict[int, tuple[AnswerLink, str]] = {}

    def address(self, follow_up: FollowUp, deed: str = "") -> str:
        """With the address of the house: of the matter, or of one of its buttons. Empty where it is not theirs."""
        if self._person is None or not may_be_mailed(follow_up, self._person):
            return ""
        if follow_up.pk not in self._made:
            self._made[follow_up.pk] = AnswerLink.new(follow_up, self._person)
        _link, token = self._made[follow_up.pk]
        return f"{settings.SITE_ADDRESS}{path_of(token, deed)}"

    def keep(self) -> None:
        AnswerLink.objects.bulk_create([link for link, _token in self._made.values()])


def link_for(follow_up: FollowUp, person: Person) -> str:
    """A single one, stored. Empty where it is not theirs to answer."""
    links = NewLinks(person)
    address = links.address(follow_up)
    links.keep()
    return address


def path_of(token: str, deed: str = "") -> str:
    return reverse("mail_answers:answer", args=[token, deed]) if deed else reverse("mail_answers:matter", args=[token])
