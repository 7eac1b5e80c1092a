"""Ending one's own sessions in other browsers."""

from allauth.usersessions.models import UserSession
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker.accounts.request import Request
from tracker.accounts.security_event import Kind, SecurityEvent
from tracker.accounts.sessions.browsers import browser_of
from tracker.accounts.sessions.own_sessions import end_others
from tracker.kit.form_responses import tell


@require_POST
def end(request: Request, pk: int) -> HttpResponse:
    """One that is over already is not found: the page shows it no more."""
    session = get_object_or_404(UserSession.objects.select_for_update(), pk=pk, user=request.user)
    session.end()
    SecurityEvent.record(Kind.SESSION_ENDED, request, user=request.user, detail=browser_of(session.user_agent))
    tell(request, _("You are signed out there."))
    return redirect("preferences")


@require_POST
def end_all_others(request: Request) -> HttpResponse:
    if number := end_others(request, request.user):
        SecurityEvent.record(Kind.SESSION_ENDED, request, user=request.user, detail=str(number))
    tell(request, _("You are signed out everywhere else."))
    return redirect("preferences")
