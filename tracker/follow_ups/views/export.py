"""The follow-ups list as a file."""

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from tracker.accounts.request import Request
from tracker.follow_ups.export import sheet_of
from tracker.follow_ups.filters import FollowUpFilter
from tracker.follow_ups.models import FollowUp
from tracker.kit.sheets.answer import Format, answer, most_rows, refusal


@require_safe
def export(request: Request, form: str) -> HttpResponseBase:
    """What the list shows at the same address; the list itself says what is wrong with it."""
    if form not in Format:
        raise Http404
    back = f"{reverse('follow_ups:list')}?{request.GET.urlencode()}"
    filtered = FollowUpFilter(request.GET, FollowUp.objects.visible_to(request.user), user=request.user)
    if not filtered.is_valid():
        return redirect(back)
    most = most_rows(Format(form))
    if filtered.qs.order_by()[: most + 1].count() > most:
        messages.warning(request, refusal(Format(form)))
        return redirect(back)
    return answer(sheet_of(request, filtered), Format(form))
