"""An administrator whose account has no person yet says which of those in the directory they are."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.directory.models import Person
from tracker.directory.person_of_account import candidates_for, settle, stand_behind, which_field
from tracker.kit import form_responses
from tracker.kit.form_responses import tell


@require_http_methods(["GET", "HEAD", "POST"])
def who_am_i(request: Request) -> HttpResponse:
    if person := Person.objects.filter(account=request.user).first():
        return redirect(person)
    found = candidates_for(request.user)
    if not found.people or not permissions.may_invite(request.user):
        settle(request.user, by=request.user)
        return redirect("desk")
    form = forms.Form(form_data(request))
    form.fields["which"] = which_field(found)
    if request.method == "POST" and form.is_valid():
        person = stand_behind(request.user, found.find(form.cleaned_data["which"]), by=request.user)
        tell(request, _("You are %(name)s in the directory.") % {"name": person}, about=person)
        return redirect("desk")
    about = _("The directory knows of somebody like you. What they own and were given is then yours.")
    page: dict[str, Any] = {"title": _("Who are you?"), "button": _("Save"), "about": about, "form": form}
    return form_responses.form_page(request, default=reverse("desk"), **page)
