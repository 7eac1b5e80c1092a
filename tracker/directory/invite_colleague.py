"""Inviting a colleague: an account, the person behind it, and the post they hold with us."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tracker.accounts import permissions
from tracker.accounts.models import Role, User
from tracker.accounts.request import Request
from tracker.accounts.security_event import Kind, SecurityEvent, rights_of
from tracker.directory.appointment_changes import appoint
from tracker.directory.get_or_add import FoldedField, one_at_a_time
from tracker.directory.models import Organisation, Person
from tracker.directory.person_of_account import NOBODY_OF_THESE, candidates, stand_behind, which_field
from tracker.kit.form_fields import SingleLineField
from tracker.kit.row_by_name_field import NameField
from tracker.kit.set_up_fields import set_up_fields


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
        self.user = user
        units = Organisation.objects.visible_to(user).ours()
        if not permissions.may_let_see(user):
            self._close_sight()
        set_up_fields(self, rows={"unit": units, "person": Person.objects.visible_to(user)})

    def _close_sight(self) -> None:
        sight = self.fields["sees_restricted"]
        sight.disabled, sight.help_text = True, _("Only an administrator who sees them can let others see them.")
        if not User.objects.letting_see().exists():
            sight.help_text = _(
                "Only an administrator who sees them can let others see them, and here none does. On the server, "
                "manage.py createsuperuser makes one."
            )

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

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("name") and data.get("email") and "person" in data and not data["person"]:
            data["person"] = self._in_directory(data["name"], data["email"])
        return data

    def _in_directory(self, name: str, email: str) -> Person | None:
        """Whom the e-mail tells, else who is chosen among the namesakes: asked for only when there are any."""
        found = candidates(name=name, email=email, by=self.user)
        if found.by_email or not found.people or Person.objects.filter(account__email=email).exists():
            return found.by_email
        self.fields = {"which": which_field(found), **self.fields}
        which = self.data.get("which", "")
        if which != NOBODY_OF_THESE and not found.find(which):
            self.add_error("which", _("Somebody of this name or e-mail is here already. Say whether it is them."))
        return found.find(which)


@transaction.atomic
def invite(
    *, by: User, name: str, email: str, unit: Organisation | None, post: str, person: Person | None,
    request: Request | None = None, **values: Any,
) -> User:  # fmt: skip
    """The account, made once however often it is sent; a second invitation changes it until they first sign in.

    `person` is who they are in the directory, None somebody new; `values` are the role, the language and whether they
    see restricted matters, which stays as it is when it is not `by`'s to give.
    """
    if not permissions.may_let_see(by):
        values.pop("sees_restricted", None)
    one_at_a_time(Person)
    user = User.objects.filter(email=email).first() or User.objects.create_user(email, name=name)
    for field, value in {"name": name, **values}.items():
        setattr(user, field, value)
    user.save()
    SecurityEvent.record(Kind.INVITED, request, user=user, by=by, detail=rights_of(user))
    person = stand_behind(user, Person.objects.filter(account=user).first() or person, by=by)
    if unit:
        appoint(person, by=by, organisation=unit, title=post or str(Role(user.role).label), since=None, until=None)
    return user
