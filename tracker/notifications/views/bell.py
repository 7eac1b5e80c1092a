"""The bell: what is new for me, read and unread. The rows are those of which mails tell."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.request import Request
from tracker.kit.form_responses import tell
from tracker.notifications.letter.lines import sections_of
from tracker.notifications.models import Notification
from tracker.notifications.unread import note_unread

MOST = 100


@require_safe
def news(request: Request) -> HttpResponse:
    own = Notification.objects.open().filter(user=request.user).visible_to(request.user)
    rows = list(own.with_names().order_by("-pk")[:MOST])
    is_unread = any(row.seen_at is None for row in rows)
    if not is_unread and request.user.has_news:
        note_unread(request.user)
    context = {
        "sections": sections_of(rows, request.user, timezone.localdate(), most=MOST),
        "newest": max((row.pk for row in rows), default=0),
        "has_unread": is_unread,
    }
    return render(request, "notifications/news.html", context)


class ReadForm(forms.Form):
    """What came after the page was drawn was not on it."""

    newest = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)


@require_POST
def mark_read(request: Request) -> HttpResponse:
    form = ReadForm(request.POST)
    newest = (form.is_valid() and form.cleaned_data["newest"]) or 0
    Notification.objects.filter(user=request.user, pk__lte=newest).unread().update(seen_at=timezone.now())
    note_unread(request.user)
    tell(request, _("Read. What is so still stays here until it is over."))
    return redirect("notifications:news")
