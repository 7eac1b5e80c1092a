"""The page on which an administrator invites a colleague."""

from functools import partial
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tracker.accounts import permissions
from tracker.accounts.adapter import MailNotSent
from tracker.accounts.how_often import MAIL, SENTENCE, is_within
from tracker.accounts.models import User
from tracker.accounts.password_links.invitation_email import send_invitation
from tracker.accounts.password_links.links import password_links_page
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.directory.invite_colleague import InviteForm, invite
from tracker.kit import form_responses
from tracker.kit.form_responses import OnceDone, tell
from tracker.setup.mail_server import sends_mail


@require_http_methods(["GET", "POST"])
def invite_colleague(request: Request) -> HttpResponse:
    if not permissions.may_invite(request.user):
        raise PermissionDenied
    form = InviteForm(form_data(request), user=request.user)
    is_held_back = request.method == "POST" and form.is_valid() and not is_within(request.user, MAIL)
    if is_held_back:
        form.add_error(None, SENTENCE)
    if request.method == "POST" and form.is_valid():
        user = invite(by=request.user, request=request, **form.cleaned_data)
        return OnceDone(partial(_tell, request, user)) if sends_mail() else redirect("invited", user.pk)
    return form_responses.form_page(
        request,
        title=_("Invite a colleague"),
        about=_about(),
        button=_("Send the invitation") if sends_mail() else _("Make the account"),
        form=form,
        default=reverse("desk"),
        status=HTTPStatus.TOO_MANY_REQUESTS if is_held_back else None,
    )


@require_safe
def invited(request: Request, pk: int) -> HttpResponse:
    """The link of somebody who has not signed in yet, to hand on."""
    if not permissions.may_invite(request.user):
        raise PermissionDenied
    user = get_object_or_404(User, pk=pk, is_active=True, last_login=None)
    return password_links_page(request, [user])


def _tell(request: Request, user: User) -> HttpResponse:
    """Send the mail, as the account is there and nobody waits for it, and say whether it left."""
    try:
        send_invitation(request, user)
    except MailNotSent:
        messages.error(request, _("The account is made, but the mail could not be sent. Here is the link to hand on."))
        return redirect("invited", user.pk)
    words = {"name": user.name, "email": user.email}
    tell(request, _("%(name)s is invited: a mail is on its way to %(email)s.") % words)
    return form_responses.redirect_back(request, reverse("desk"))


def _about() -> str:
    if sends_mail():
        return _("They get a mail with a link to choose a password. It works once, for three days.")
    return _("No mail server is set: you get a link to hand on. It works once, for three days.")
