"""The list of follow-ups that were removed."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.follow_ups.models import FollowUp


@require_safe
def removed(request: Request) -> HttpResponse:
    if not permissions.may_log(request.user):
        raise PermissionDenied
    rows = FollowUp.objects.removed_for(request.user).with_names().order_by("-removed_at")[:200]
    return render(request, "follow_ups/removed.html", {"rows": rows})
