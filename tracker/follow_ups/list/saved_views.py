"""Views that are kept: what of an address they keep, what is wrong with one for a reader, and how they are chosen."""

from typing import Any

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.accounts.request import Request
from tracker.directory.appointment_changes import unit_of
from tracker.directory.models import Organisation
from tracker.follow_ups.list.filters import VIEWED, FollowUpFilter
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.saved_view import Audience, SavedView
from tracker.kit.form_fields import SingleLineField
from tracker.kit.row_by_name_field import NameField, lazy_rows
from tracker.kit.set_up_fields import set_up_fields
from tracker.lists.quick_choices import Choice

# What a list may be asked for besides its filters.
VIEW_PARAMETERS = ("sort", *VIEWED)
MOST_SHOWN = 12
# Set in the session of whoever has views to choose from: nobody else's list looks for any.
USED = "uses_views"


class ViewForm(forms.Form):
    """Whom it is for comes last, and the unit only with it: the keys pass by what is not asked."""

    name = SingleLineField(label=_("Name"), max_length=80)
    start = forms.BooleanField(label=_("Start with it after signing in"), required=False)
    audience = forms.ChoiceField(
        label=_("Who sees it"), choices=Audience, initial=Audience.ME, widget=forms.RadioSelect
    )
    unit = NameField(suggestions="directory:unit_suggestions", label=_("Unit"), required=False)

    def __init__(self, data: Any, *, user: User, view: SavedView | None = None) -> None:
        started: dict[str, Any] = {"unit": unit_of(user)}
        if view:
            started = {"name": view.name, "audience": view.audience, "unit": view.unit}
        super().__init__(data, initial=started, auto_id="view_%s")
        set_up_fields(self, whole=self.fields)
        if view:
            del self.fields["start"]
        if not permissions.may_log(user):
            del self.fields["audience"], self.fields["unit"]
        else:
            # A view for a unit names it to whoever is of it: only what everybody may know of.
            rows = {"unit": lazy_rows(lambda: Organisation.objects.visible_to(user).ours().general())}
            set_up_fields(self, rows=rows, unmarked=["unit"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("audience") == Audience.UNIT and not data.get("unit") and "unit" not in self.errors:
            self.add_error("unit", _("Name the unit that sees it."))
        return data

    def values(self) -> dict[str, Any]:
        """What the view keeps: whether one starts with it is one's own."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "start"}
        return data | {"unit": None} if data.get("audience") != Audience.UNIT else data


def filter_of(query: str, user: User) -> FollowUpFilter:
    return FollowUpFilter(QueryDict(query), FollowUp.objects.visible_to(user), user=user)


def view_query(query: str, user: User) -> str | None:
    """What a view keeps of `query`. None when this person's own list does not take it."""
    filtered = filter_of(query, user)
    return kept_of(filtered).urlencode() if filtered.is_valid() else None


def kept_of(filtered: FollowUpFilter) -> QueryDict:
    """What the list is asked for, with keys in place of names."""
    asked, kept = filtered.data, QueryDict(mutable=True)
    understood = filtered.form.cleaned_data if filtered.is_valid() else {}
    for name in (*filtered.form.fields, *VIEW_PARAMETERS):
        value = understood.get(name)
        words = str(value.pk) if isinstance(value, Model) else asked.get(name, "").strip()
        if words:
            kept[name] = words[:500]
    return kept


def lost(view: SavedView, user: User) -> list[str]:
    """What it asks for that is gone, or that this person must find no trace of."""
    form = filter_of(view.query, user).form
    return [str(form[name].label) for name in form.errors if name in form.fields]


def views_above(request: Request, filtered: FollowUpFilter) -> tuple[list[Choice], SavedView | None]:
    """The views to choose from above the list, for whoever uses any; and the one that the list shows, if it does."""
    if not request.session.get(USED):
        return [], None
    views = SavedView.objects.visible_to(request.user).select_related("unit")[:MOST_SHOWN]
    asked = kept_of(filtered).dict()
    on = {view.pk: view for view in views if QueryDict(view.query).dict() == asked}
    choices = [Choice(view.name, view.get_absolute_url(), None, view.pk in on) for view in views]
    return choices, next(iter(on.values()), None)


def note_use(request: Request) -> None:
    if not request.session.get(USED):
        request.session[USED] = True
