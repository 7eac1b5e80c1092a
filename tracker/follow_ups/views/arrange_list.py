"""Choosing the columns of the follow-ups list, and by what it is grouped."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.follow_ups.list.arrange_form import ArrangeForm
from tracker.lists.filters import query_of


@require_http_methods(["GET", "HEAD", "POST"])
def arrange(request: Request) -> HttpResponse:
    """Which columns the list of this address shows, and in which groups."""
    query, place = query_of(request), reverse("follow_ups:list")
    form = ArrangeForm(form_data(request), query=query)
    if request.method == "POST" and form.is_valid():
        return redirect(f"{place}?{form.query()}")
    context = {"form": form, "list": f"{place}?{query}"}
    return render(request, "follow_ups/columns_form.html", context, status=422 if request.method == "POST" else 200)
