"""What somebody types to leave the demo behind."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.accounts.models import User
from tracker.directory.get_or_add import FoldedField
from tracker.kit.form_fields import SingleLineField
from tracker.kit.text import fold


class StartForRealForm(forms.Form):
    """Who presses with an account of the demo becomes the first administrator with one of their own."""

    name = FoldedField(label=gettext_lazy("Your name"), max_length=150)
    email = forms.EmailField(label=gettext_lazy("Your e-mail"), max_length=254)
    password = forms.CharField(
        label=gettext_lazy("Your password"),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=gettext_lazy("At least 10 characters; not one that many people use, nor your name."),
        max_length=1_000,
        strip=False,
    )
    confirmed = SingleLineField(label="", max_length=100)

    OWN = ("name", "email", "password")

    def __init__(self, data: QueryDict | None, *, needs_account: bool) -> None:
        super().__init__(data)
        if not needs_account:
            for name in self.OWN:
                del self.fields[name]
        self.fields["confirmed"].label = _("Type “%(words)s”") % {"words": _("start for real")}

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if User.objects.filter(email=email).exists():
            raise ValidationError(_("Somebody signs in with this e-mail already."))
        return email

    def clean_confirmed(self) -> str:
        typed = str(self.cleaned_data["confirmed"])
        if fold(typed) != fold(_("start for real")):
            raise ValidationError(_("Type these words, so that nobody empties a house by mistake."))
        return typed

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("password"):
            try:
                password_validation.validate_password(data["password"], self._account())
            except ValidationError as problem:
                self.add_error("password", problem)
        return data

    def make_account(self) -> User | None:
        """The first administrator's own, where one was asked for."""
        if "email" not in self.fields:
            return None
        return User.objects.create_superuser(**{name: self.cleaned_data[name] for name in self.OWN})

    def _account(self) -> User:
        return User(name=self.cleaned_data.get("name", ""), email=self.cleaned_data.get("email", ""))
