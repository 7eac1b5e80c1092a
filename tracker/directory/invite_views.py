"""The page on which an administrator invites a colleague."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker.accounts import permissions
from tracker.accounts.adapter import MailNotSent
from tracker.accounts.invitation_email import send_invitation
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.directory.invite_colleague import InviteForm, invite
from tracker.kit import form_responses
from tracker.kit.form_responses import tell


# The mail leaves once the account is there, and nobody waits for it.
@transaction.non_atomic_requests
@require_http_methods(["GET", "POST"])
def invite_colleague(request: Request) -> HttpResponse:
    if not permissions.may_invite(request.user):
        raise PermissionDenied
    form = InviteForm(form_data(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        user = invite(by=request.user, **form.cleaned_data)
        try:
            send_invitation(request, user)
        except MailNotSent:
            messages.error(request, _("The account is made, but the mail could not be sent. Invite again in a while."))
        else:
            words = {"name": user.name, "email": user.email}
            tell(request, _("%(name)s is invited: a mail is on its way to %(email)s.") % words)
        return form_responses.redirect_back(request, reverse("desk"))
    return form_responses.form_page(
        request,
        title=_("Invite a colleague"),
        about=_("They get a mail with a link to choose a password. It works once, for three days."),
        button=_("Send the invitation"),
        form=form,
        default=reverse("desk"),
    )
