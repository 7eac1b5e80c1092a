"""What was said on a follow-up: whom it mentions, what answers it, and who watches."""

from collections.abc import Sequence

from tracker.accounts.models import User
from tracker.demo.house import House
from tracker.follow_ups.models import FollowUp
from tracker.notes.models import Watch
from tracker.notes.write_note import write_note


class NoteTeller:
    def __init__(self, follow_up: FollowUp, house: House) -> None:
        self.follow_up, self.house = follow_up, house

    def mention(self, *, by: User, words: str, people: Sequence[str]) -> None:
        write_note(self.follow_up, words, by=by, mentions=[self.house.users[key] for key in people])

    def answer(self, *, by: User, words: str) -> None:
        """The last note that answers none itself."""
        said = self.follow_up.history.filter(verb="noted", answers=None).latest("pk")
        write_note(self.follow_up, words, by=by, answers=said)

    def watch(self, *, by: User) -> None:
        Watch.begin(self.follow_up, by)
