"""What changed in a list since a day."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tracker.accounts.request import Request
from tracker.follow_ups.list.changes_since_form import ChangesQuery


@require_safe
def since(request: Request) -> HttpResponse:
    """Of the list that this address asks for, whatever stands how now."""
    asked, rest = ChangesQuery.of(request), request.GET.copy()
    rest.pop("since", None)
    form = asked.typed if asked.filtered.is_valid() else asked.filtered.form
    context = {
        "typed": asked.typed,
        "form": form,
        "told": asked.told,
        "known": asked.filtered.form.known,
        "asked": list(rest.items()),
        "filters": list(QueryDict(asked.query)),
        "list": f"{reverse('follow_ups:list')}?{rest.urlencode()}",
    }
    return render(request, "follow_ups/changes_since.html", context, status=400 if form.errors else 200)
