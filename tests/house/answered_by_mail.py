"""A link by which the owner of a follow-up answers from a mail, and what was pressed there before."""

from typing import Any

from tracker.directory.models import Person
from tracker.follow_ups.models import FollowUp
from tracker.mail_answers.models import AnswerLink, Deed


def answered_by_mail(follow_up: FollowUp, owner: Person) -> dict[str, Any]:
    link, token = AnswerLink.new(follow_up, owner)
    link.save()
    link.answers.create(deed=Deed.NOTE, state="0")
    return {"answering": token, "answer_link": link.pk}
