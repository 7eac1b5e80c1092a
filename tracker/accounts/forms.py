"""The forms of sign-in, in Suivi's words, and a person's preferences."""

from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tracker.accounts.adapter import refuse_too_many_mails
from tracker.accounts.calendar_link import CalendarLink
from tracker.accounts.models import User
from tracker.kit.form_fields import SingleLineField
from tracker.kit.set_up_fields import start_in_first_field

LABELS = {
    "login": _("E-mail"),
    "email": _("E-mail"),
    "password": _("Password"),
    "oldpassword": _("Current password"),
    "password1": _("New password"),
    "password2": _("New password, once more"),
}
MISSING = {"login": _("Type your e-mail."), "email": _("Type your e-mail."), "password": _("Type your password.")}
HELP = {"password1": _("At least 10 characters; not one that many people use, nor your name.")}


class ErrorMessages(forms.Form):
    """Labels above the fields instead of words that vanish when somebody types."""

    again = _("Please look at this again.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS[name]
            field.help_text = HELP.get(name, "")
            field.error_messages["required"] = MISSING.get(name, _("Type a password."))
            field.widget.attrs.pop("placeholder", None)
        if not self.is_bound:
            start_in_first_field(self)


class SignInForm(ErrorMessages, allauth.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ChangePasswordForm(ErrorMessages, allauth.ChangePasswordForm):
    pass


class SetPasswordForm(ErrorMessages, allauth.SetPasswordForm):
    pass


class ResetPasswordForm(ErrorMessages, allauth.ResetPasswordForm):
    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Raises TooManyMails."""
        refuse_too_many_mails(request, self.cleaned_data["email"])
        return str(super().save(request, **kwargs))


class ChoosePasswordForm(ErrorMessages, allauth.ResetPasswordKeyForm):
    pass


class PreferencesForm(forms.ModelForm):  # type: ignore[type-arg]
    name = SingleLineField(label=_("Name"), max_length=150, help_text=_("As others read it beside what you did."))
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("As the browser")), ("en", "English"), ("fr", "Français")]
    )
    language.no_mark = True  # type: ignore[attr-defined]

    class Meta:
        model = User
        fields = ["name", "language", "theme", "density", "uses_keys", "shows_first_steps"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.is_administrator:
            del self.fields["shows_first_steps"]


class CalendarLinkForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = CalendarLink
        fields = ["alarm", "due_dates"]

    def save(self, commit: bool = True) -> CalendarLink:
        """No more than what was chosen: programs ask meanwhile, and a new link may be made."""
        CalendarLink.objects.filter(pk=self.instance.pk).update(**self.cleaned_data)
        link: CalendarLink = self.instance
        return link
