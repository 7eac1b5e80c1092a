"""For whom a briefing note is made, in which language, and what of it is issued."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.briefings.asked import Asked
from tracker.briefings.briefing import Point
from tracker.directory.choosable_names import active_people
from tracker.directory.form_fields import person_field
from tracker.directory.models import Organisation, Person
from tracker.history.once import KeyField
from tracker.kit.form_fields import MultiLineField
from tracker.kit.set_up_fields import set_up_fields
from tracker.meetings.models import Meeting


class AskForm(forms.Form):
    """For oneself unless somebody is named, and in one's own language unless another is chosen."""

    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES, required=False)

    def __init__(self, data: Any, *, partner: Organisation, meeting: Meeting | None, user: User) -> None:
        self.partner, self.meeting, self.user = partner, meeting, user
        usual = {"language": get_language() or "en", "for": Person.objects.filter(account=user).first()}
        super().__init__({**usual, **{name: words for name, words in data.items() if words}})
        self.fields["for"] = person_field(label=gettext_lazy("For"))
        self.order_fields(["for", "language"])
        set_up_fields(self, rows={"for": active_people(user)}, unmarked=self.fields)

    def clean(self) -> dict[str, Any]:
        """Whoever may not see the partner or the meeting gets no note on it."""
        data = super().clean() or self.cleaned_data
        if (person := data.get("for")) and (refusal := self._refusal(person)):
            self.add_error("for", refusal % {"name": person})
        return data

    def _refusal(self, person: Person) -> str:
        reader = person.account
        if reader is None or not reader.is_active:
            return _("%(name)s does not sign in to Suivi, so nobody knows what they may see. Name somebody who does.")
        if not Organisation.objects.visible_to(reader).filter(pk=self.partner.pk).exists():
            return _("%(name)s may not see this partner.")
        if self.meeting and not Meeting.objects.visible_to(reader).filter(pk=self.meeting.pk).exists():
            return _("%(name)s may not see this meeting.")
        return ""

    @property
    def asked(self) -> Asked:
        person: Person | None = self.cleaned_data.get("for")
        reader = person.account if person and person.account else self.user
        return Asked(self.partner, self.meeting, self.user, reader, timezone.localdate())

    @property
    def query(self) -> dict[str, Any]:
        """What it asks for, as it may stand in an address; the person by their name."""
        person: Person | None = self.cleaned_data.get("for")
        asked = {"meeting": self.meeting and self.meeting.pk, "for": person and person.label}
        asked["language"] = self.cleaned_data["language"]
        return {name: words for name, words in asked.items() if words}


class PointsField(forms.MultipleChoiceField):
    """Of points that are suggested no more nothing is said."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value: Any) -> bool:
        return True


class PointsForm(forms.Form):
    """Which of the suggested points are issued, and points of one's own, one a line."""

    key = KeyField()

    def __init__(self, data: Any, points: tuple[Point, ...]) -> None:
        super().__init__(data)
        choices = [(point.key, point.words) for point in points]
        self.fields["points"] = PointsField(
            label=gettext_lazy("Points to raise"),
            choices=choices,
            required=False,
            initial=[key for key, _words in choices],
        )
        self.fields["own"] = MultiLineField(
            label=gettext_lazy("Points of your own, one a line"), required=False, max_length=5_000
        )
        set_up_fields(self, unmarked=self.fields)

    @property
    def own(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["own"].splitlines() if line.strip()]

    @property
    def chosen(self) -> set[str]:
        return set(self.cleaned_data["points"])
