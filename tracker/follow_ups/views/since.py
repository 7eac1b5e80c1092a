"""What changed in a list since a day."""

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tracker.accounts.request import Request
from tracker.follow_ups.saved import filter_of
from tracker.follow_ups.since import changes_since, without_now
from tracker.kit.fields import WordsDateField
from tracker.kit.filters import query_of


class SinceForm(forms.Form):
    since = WordsDateField(
        label=_("Changed since"), prefer="past", help_text=_("Such as 25 May, last Monday or 2 weeks ago.")
    )


@require_safe
def since(request: Request) -> HttpResponse:
    """Of the list that this address asks for, whatever stands how now."""
    typed = SinceForm(request.GET if "since" in request.GET else None)
    query = without_now(query_of(request))
    filtered = filter_of(query, request.user)
    told = None
    if typed.is_valid() and filtered.is_valid():
        told = changes_since(filtered.qs, typed.cleaned_data["since"], request.user)
    asked = request.GET.copy()
    asked.pop("since", None)
    form = typed if filtered.is_valid() else filtered.form
    context = {
        "typed": typed,
        "form": form,
        "told": told,
        "asked": list(asked.items()),
        "filters": list(QueryDict(query)),
        "list": f"{reverse('follow_ups:list')}?{asked.urlencode()}",
    }
    return render(request, "follow_ups/since.html", context, status=400 if form.errors else 200)
