"""Inviting a colleague: an account, the person behind it, and the post they hold with us."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import Role, User
from tracker.directory.appointment_changes import appoint
from tracker.directory.get_or_add import FoldedField, one_at_a_time
from tracker.directory.models import Organisation, Person
from tracker.kit.form_fields import SingleLineField
from tracker.kit.row_by_name_field import NameField
from tracker.kit.set_up_fields import set_up_fields
from tracker.kit.text import fold


class InviteForm(forms.Form):
    name = FoldedField(label=_("Name"), max_length=150)
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, error_messages={"required": _("Type the e-mail they will sign in with.")}
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=Role.choices,
        initial=Role.OFFICER,
        help_text=_(
            "Readers see, officers log and edit, managers also reassign and edit the directory, administrators invite."
        ),
    )
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("As the browser")), ("en", "English"), ("fr", "Français")]
    )
    language.no_mark = True  # type: ignore[attr-defined]
    unit = NameField(label=_("Unit"), required=False, suggestions="directory:unit_suggestions")
    post = SingleLineField(label=_("Post held there"), required=False, max_length=200)
    person = NameField(
        label=_("In the directory as"),
        required=False,
        suggestions="directory:person_suggestions",
        help_text=_("Only if the name or the e-mail there is another one."),
    )
    sees_restricted = forms.BooleanField(label=_("Sees every restricted matter, not only their own"), required=False)

    def __init__(self, data: QueryDict | None, *, user: User) -> None:
        super().__init__(data)
        units = Organisation.objects.visible_to(user).ours()
        set_up_fields(self, rows={"unit": units, "person": Person.objects.visible_to(user)})

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        user = User.objects.filter(email=email).first()
        if user and not user.is_active:
            raise ValidationError(_("The account with this e-mail is closed. Open it again on the admin site."))
        if user and user.has_usable_password():
            raise ValidationError(_("Somebody signs in with this e-mail already."))
        return email

    def clean_person(self) -> Person | None:
        person: Person | None = self.cleaned_data["person"]
        if person and person.account and person.account.email != self.cleaned_data.get("email"):
            raise ValidationError(
                _("%(name)s has an account already: %(email)s."),
                params={"name": person.name, "email": person.account.email},
            )
        return person


@transaction.atomic
def invite(
    *, by: User, name: str, email: str, unit: Organisation | None, post: str, person: Person | None, **values: Any
) -> User:
    """The account, made once however often it is sent; a second invitation changes it until they first sign in.

    `values` are the role, the language and whether they see restricted matters.
    """
    one_at_a_time(Person)
    user = User.objects.filter(email=email).first() or User.objects.create_user(email, name=name)
    for field, value in {"name": name, **values}.items():
        setattr(user, field, value)
    user.save()
    person = stand_behind(user, person or in_directory(user, by), by=by)
    if unit:
        appoint(person, by=by, organisation=unit, title=post or str(Role(user.role).label), since=None, until=None)
    return user


def in_directory(user: User, by: User) -> Person | None:
    """The person `user` already is in the directory that `by` knows: by account, by e-mail, or by name.

    A namesake known from a partner is somebody else: whoever stood in for them would see their restricted meetings.
    """
    free = Person.objects.visible_to(by).filter(account=None)
    colleagues = free.exclude(appointments__organisation__is_ours=False).exclude(
        participations__organisation__is_ours=False
    )
    for people in (
        Person.objects.filter(account=user),
        free.filter(email__iexact=user.email),
        colleagues.filter(folded=fold(user.name), email=""),
    ):
        found: list[Person] = list(people[:2])
        if len(found) == 1:
            return found[0]
    return None


def stand_behind(user: User, person: Person | None, *, by: User) -> Person:
    if person is None:
        return Person.add(by=by, name=user.name, email=user.email, account=user)
    person.change("edited", by=by, account=user, email=person.email or user.email)
    return person
