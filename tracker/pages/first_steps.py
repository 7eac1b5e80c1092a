"""The first hour of a house: what an administrator has still to do, each with its state. Nothing of it is stored."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tracker.accounts import permissions
from tracker.accounts.how_often import MAIL, is_within, too_often
from tracker.accounts.models import User
from tracker.accounts.request import Request
from tracker.directory.models import Organisation
from tracker.history.models import Entry
from tracker.kit.form_responses import tell
from tracker.meetings.models import Meeting
from tracker.setup.mail_server import sends_mail, server_name, try_to_send

MOST_INVITED = 5


@dataclass(frozen=True, slots=True)
class FirstStep:
    """A line of the list: what there is, or what to press for it. `waiting` are those invited, not yet there."""

    name: str
    title: str | Promise
    is_done: bool
    said: str
    address: str
    button: str | Promise
    is_post: bool = False
    waiting: tuple[User, ...] = ()


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """`is_demo`: the house shows the demo, and the way out of it stands in place of the list."""

    lines: list[FirstStep]
    is_demo: bool


def first_steps(user: User) -> FirstSteps | None:
    """None for everybody who does not set the house up, once all is done, and when they hid it."""
    if not permissions.may_invite(user):
        return None
    if Entry.objects.loadings_of_the_demo().exists():
        return FirstSteps([], is_demo=True)
    lines = _lines(user) if user.shows_first_steps else []
    return FirstSteps(lines, is_demo=False) if not all(line.is_done for line in lines) else None


def _lines(user: User) -> list[FirstStep]:
    ours = Organisation.objects.visible_to(user).ours()
    return [*_yourself(user), *_organisation(ours.filter(parent=None).first(), ours.units().count()),
            _mail(user), _colleagues(user), _meeting(user)]  # fmt: skip


def _yourself(user: User) -> list[FirstStep]:
    if getattr(user, "person", None):
        return []
    said = _("You are nobody in the directory yet, so nothing can be yours.")
    return [FirstStep("you", _("You"), False, said, reverse("who_am_i"), _("Say who you are"))]


def _organisation(root: Organisation | None, units: int) -> list[FirstStep]:
    new = reverse("directory:organisation_new")
    house = FirstStep(
        "organisation", _("Our organisation"), root is not None, str(root or _("The directory does not know it yet.")),
        f"{new}?ours=on", "" if root else _("Add it"),
    )  # fmt: skip
    said = ngettext("%(number)s unit", "%(number)s units", units) % {"number": units} if units else _("None yet.")
    below = f"{new}?{urlencode({'parent': root.pk})}" if root else ""
    return [house, FirstStep("units", _("Units"), units > 0, said, below, _("Add a unit"))]


def _mail(user: User) -> FirstStep:
    said = server_name() or _("Mail leaves.")
    if not sends_mail():
        said = _("None is set. Set EMAIL_URL, such as smtp+tls://user:password@mail.example:587.")
    button = _("Send a test mail to %(email)s") % {"email": user.email} if sends_mail() else ""
    return FirstStep("mail", _("Mail server"), sends_mail(), said, reverse("test_mail"), button, is_post=True)


def _colleagues(user: User) -> FirstStep:
    others = User.objects.filter(is_active=True).exclude(pk=user.pk)
    invited, number = others.filter(last_login=None), others.count()
    words = ngettext("%(number)s colleague", "%(number)s colleagues", number)
    said = words % {"number": number} if number else _("None yet.")
    waiting = tuple(invited.order_by("id")[:MOST_INVITED])
    return FirstStep(
        "colleagues", _("Colleagues"), number > 0, said, reverse("invite"), _("Invite a colleague"), waiting=waiting
    )


def _meeting(user: User) -> FirstStep:
    is_there = Meeting.objects.visible_to(user).exists()
    said = _("Logged.") if is_there else _("With its record: what was agreed is found in its words.")
    button = "" if is_there else _("Log a meeting")
    return FirstStep("meeting", _("First meeting"), is_there, said, reverse("records:log_meeting"), button)


# The mail leaves at once, and nobody waits for it.
@transaction.non_atomic_requests
@require_POST
def test_mail(request: Request) -> HttpResponse:
    """To whoever asks, and nobody else."""
    if not permissions.may_invite(request.user):
        raise PermissionDenied
    if not is_within(request.user, MAIL):
        return too_often(request, reverse("desk"))
    words = _("Suivi reaches you by mail. Invitations and what else Suivi sends will leave in the same way.")
    problem = try_to_send(EmailMessage(_("A test mail from Suivi"), words, None, [request.user.email]))
    if problem:
        messages.error(request, problem)
    elif sends_mail():
        tell(request, _("The mail server took it. Look whether it reaches %(email)s.") % {"email": request.user.email})
    else:
        messages.warning(request, _("No mail server is set: it is printed where Suivi runs."))
    return redirect("desk")


@require_POST
def hide_first_steps(request: Request) -> HttpResponse:
    if not permissions.may_invite(request.user):
        raise PermissionDenied
    User.objects.filter(pk=request.user.pk).update(shows_first_steps=False)
    tell(request, _("Hidden. Your preferences bring it back."))
    return redirect("desk")
