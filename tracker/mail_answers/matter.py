"""What the page behind a link shows of its matter, and what can be pressed there."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from tracker.change_requests.models import ChangeRequest
from tracker.follow_ups.due_in_words import say_due
from tracker.follow_ups.models import FollowUp
from tracker.mail_answers.forms import FORMS, DoneForm
from tracker.mail_answers.links import path_of
from tracker.mail_answers.models import Answer, AnswerLink, Deed

# So many of what was pressed by one link stand on its page.
MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Button:
    """`at_once`: one press of it is enough; else it leads to its form."""

    deed: Deed
    address: str
    at_once: bool


@dataclass(frozen=True, slots=True)
class Matter:
    """Of a general follow-up: so are its meeting and the record it quotes."""

    link: AnswerLink
    token: str

    @property
    def follow_up(self) -> FollowUp:
        return self.link.follow_up

    @property
    def due(self) -> str:
        return say_due(self.follow_up, timezone.localdate())

    @property
    def quote(self) -> str:
        passage: Any = self.follow_up.passage
        return passage.quote if passage else ""

    @property
    def asked(self) -> ChangeRequest | None:
        found: ChangeRequest | None = self.follow_up.change_requests.open().first()
        return found

    @property
    def noted(self) -> list[Answer]:
        return list(self.link.answers.all()[:MOST_SHOWN])

    @property
    def buttons(self) -> list[Button]:
        """Those that lead anywhere as it stands."""
        return [button for deed in Deed if (button := self._button(deed))]

    def _button(self, deed: Deed) -> Button | None:
        form = FORMS[deed](None, None, link=self.link)
        if not form.is_open or (deed == Deed.DATE and self.asked):
            return None
        at_once = deed == Deed.IN_PROGRESS or (isinstance(form, DoneForm) and not form.asks_first)
        return Button(deed, path_of(self.token, deed), at_once)
