"""What people type about a point of an agenda."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.agendas.points.models import Point
from tracker.directory import choosable_names
from tracker.directory.form_fields import let_add, person_field
from tracker.follow_ups.links.named_follow_ups import NamedFollowUp, NamedFollowUps
from tracker.follow_ups.models import FollowUp
from tracker.history.once import KeyField
from tracker.kit.form_fields import MultiLineField, SingleLineField, VersionField
from tracker.kit.positive_number_field import WholeNumberField
from tracker.kit.row_by_name_field import NameField
from tracker.kit.set_up_fields import set_up_fields

# No point of any agenda lasts longer than a day.
MOST_MINUTES = 24 * 60


class PointForm(forms.Form):
    title = SingleLineField(label=_("Point"), max_length=250)
    presenter = person_field(label=_("Presented by"))
    minutes = WholeNumberField(label=_("Length in minutes"), required=False, min_value=1, max_value=MOST_MINUTES)
    follow_up = NameField(
        suggestions="follow_ups:suggestions", label=_("Follow-up"), required=False,
        help_text=_("Its reference, or words of its title."),
    )  # fmt: skip
    key = KeyField()

    def __init__(self, data: Any = None, *, user: User, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial, auto_id="point_%s")
        rows: dict[str, Any] = {
            "presenter": choosable_names.people(user),
            "follow_up": NamedFollowUps(FollowUp.objects.visible_to(user)),
        }
        set_up_fields(self, rows=rows, whole=["title", "follow_up"])
        let_add(self, user, people=["presenter"])

    @property
    def named(self) -> FollowUp | None:
        named = self.cleaned_data["follow_up"]
        return named.follow_up if named else None

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("title", "presenter", "minutes") if name in self.fields}


class EditPointForm(PointForm):
    said = MultiLineField(
        label=_("What was said"), required=False, max_length=20_000, widget=forms.Textarea({"rows": 3})
    )
    version = VersionField()

    def __init__(self, data: Any = None, *, point: Point, under: FollowUp | None, user: User) -> None:
        """`under` is the follow-up that stands under it, as far as this person sees it."""
        started = {name: getattr(point, name) for name in ("title", "presenter", "minutes", "said", "version")}
        super().__init__(data, user=user, initial=started | {"follow_up": under and NamedFollowUp(under)})
        del self.fields["key"]
        if point.standing:
            # Its title stands, and what was carried over stands under it by itself.
            del self.fields["title"], self.fields["follow_up"]
        set_up_fields(self, whole=["said"])

    def values(self) -> dict[str, Any]:
        return super().values() | {"said": self.cleaned_data["said"]}
