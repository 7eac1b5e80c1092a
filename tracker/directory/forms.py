"""What people type about organisations, persons and posts."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.directory.choosable_names import general_people
from tracker.directory.get_or_add import FoldedField, namesakes
from tracker.directory.models import Appointment, Organisation, Person
from tracker.directory.people.telephone import check_telephone
from tracker.kit.countries import country_choices
from tracker.kit.form_fields import MultiLineField, SingleLineField, TypedDateField, VersionField
from tracker.kit.row_by_name_field import NameField
from tracker.kit.set_up_fields import set_up_fields


def organisation_field(**options: Any) -> NameField:
    return NameField(suggestions="directory:organisation_suggestions", **options)


def whole[Typed: forms.Field](field: Typed) -> Typed:
    """The field, across the whole row of its form."""
    field.whole_row = True  # type: ignore[attr-defined]
    return field


def about_field() -> MultiLineField:
    return whole(
        MultiLineField(label=_("About"), required=False, max_length=20_000, widget=forms.Textarea({"rows": 3}))
    )


class OrganisationForm(forms.Form):
    name = whole(FoldedField(label=_("Name"), max_length=200))
    short_name = FoldedField(label=_("Short name"), required=False, max_length=40, help_text=_("Such as EUROPOL."))
    parent = organisation_field(label=_("Part of"), required=False, help_text=_("The organisation it belongs to."))
    head = NameField(
        label=_("Headed by"),
        suggestions="directory:person_suggestions",
        required=False,
        help_text=_("Who is told when a follow-up of the unit stays without an update."),
    )
    website = forms.URLField(label=_("Website"), required=False, max_length=200)
    country = forms.ChoiceField(
        label=_("Country"),
        choices=country_choices,
        required=False,
        help_text=_("Its weekend and holidays. Empty: those of what it is a part of."),
    )
    is_ours = forms.BooleanField(
        label=_("Ours"), required=False, help_text=_("Our own organisation. Its units are ours by themselves.")
    )
    about = about_field()
    version = VersionField(required=False)

    def __init__(
        self, data: QueryDict | None, *, organisation: Organisation, user: User, initial: dict[str, Any] | None = None
    ) -> None:
        started = {name: getattr(organisation, name) for name in self.base_fields}
        super().__init__(data, initial=started | (initial or {}))
        self.organisation, self.user = organisation, user
        # A restricted one has no parts: what becomes general later would name it.
        general = {"parent": Organisation.objects.visible_to(user).general(), "head": general_people(user)}
        set_up_fields(self, rows=general)

    def clean_parent(self) -> Organisation | None:
        parent: Organisation | None = self.cleaned_data["parent"]
        if parent and self.organisation.pk and self.organisation.holds(parent):
            raise forms.ValidationError(
                _("%(part)s is %(whole)s itself or a part of it, so it cannot stand above it."),
                params={"part": parent, "whole": self.organisation},
            )
        return parent

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("name") and "parent" in data:
            twins = namesakes(Organisation(pk=self.organisation.pk, name=data["name"]), self.user)
            if data["parent"] in [twin.parent for twin in twins]:
                self.add_error("name", _("There is one of this name in the same place already."))
        return data

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class PersonForm(forms.Form):
    name = FoldedField(label=_("Name"), max_length=150)
    telephone = SingleLineField(
        label=_("Telephone"), required=False, max_length=60, validators=[check_telephone],
        widget=forms.TextInput({"inputmode": "tel"}),
    )  # fmt: skip
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    about = about_field()
    version = VersionField(required=False)

    def __init__(
        self, data: QueryDict | None, *, person: Person, user: User, initial: dict[str, Any] | None = None
    ) -> None:
        started = {name: getattr(person, name) for name in PersonForm.base_fields}
        super().__init__(data, initial=started | (initial or {}))
        self.user = user

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("name", "telephone", "email", "about")}


class PostForm(forms.Form):
    title = SingleLineField(label=_("Title"), max_length=200, help_text=_("Such as Director General."))
    organisation = organisation_field(label=_("Organisation"))
    since = TypedDateField(label=_("Since"), required=False, prefer="past")
    until = TypedDateField(label=_("Until"), required=False, prefer="past", help_text=_("Empty: held still."))
    version = VersionField(required=False)

    def __init__(self, data: QueryDict | None, *, user: User, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        set_up_fields(self, rows={"organisation": Organisation.objects.visible_to(user)})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            self.add_error("until", _("A post ends on or after the day it starts."))
        return data

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("title", "organisation", "since", "until")}

    @staticmethod
    def started_from(post: Appointment) -> dict[str, Any]:
        values = {name: getattr(post, name) for name in ("title", "organisation", "since", "until")}
        return values | {"version": post.person.version}


class NewPersonForm(PersonForm):
    """A person, and the post they hold when somebody knows it."""

    title = SingleLineField(label=_("Title"), required=False, max_length=200, help_text=_("Such as Director General."))
    organisation = organisation_field(label=_("Organisation"), required=False)
    since = TypedDateField(label=_("Since"), required=False, prefer="past")

    field_order = ("name", "title", "organisation", "since", "telephone", "email", "about")

    def __init__(self, data: QueryDict | None, **options: Any) -> None:
        super().__init__(data, **options)
        rows = {"organisation": Organisation.objects.visible_to(self.user)}
        set_up_fields(self, rows=rows, unmarked=["title", "organisation"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("name") and namesakes(Person(name=data["name"]), self.user):
            # Asked only when it matters: two people may well have one name, but mostly it is the same person again.
            self.fields["namesake"] = forms.BooleanField(label=_("This is another person"), required=False)
            if not self.data.get("namesake"):
                self.add_error(
                    "name", _("Somebody of this name is here already. Tick the box if it is another person.")
                )
        if data.get("title") and "organisation" in data and not data["organisation"]:
            self.add_error("organisation", _("Say where this post is held."))
        if data.get("organisation") and not data.get("title") and "title" not in self.errors:
            self.add_error("title", _("Say which post is held there."))
        return data

    def post(self) -> dict[str, Any] | None:
        """What `appoint` takes, when there is a post."""
        names = ("title", "organisation", "since")
        return {name: self.cleaned_data[name] for name in names} if self.cleaned_data["organisation"] else None
