"""Mariam, who has no account, answers from a mail."""

from collections.abc import Iterator

from tracker.demo.house import House
from tracker.demo.telling import DatedAction
from tracker.follow_ups.models import FollowUp
from tracker.mail_answers.answers import answer_note

TITLE = "Run the accreditation of trainers in two regions"


def answered_by_mail(house: House) -> Iterator[DatedAction]:
    yield house.day(-2), lambda: _answer(house)


def _answer(house: House) -> None:
    words = "The first region has named its trainers. The second one asks for two weeks more to choose."
    answer_note(FollowUp.objects.get(title=TITLE), by_person=house.people["mariam"], note=words)
