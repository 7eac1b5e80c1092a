"""The same pages as in Suivi, each as lean as ordinary Django makes it: keyset pages, capped counts, few queries."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from bench.lean import words
from bench.lean.models import ACTIVE, Entry, FollowUp, Partner, Person

A_PAGE, MOST_COUNTED = 50, 10_000


class FollowUpForm(forms.ModelForm):  # type: ignore[type-arg]  # Django alone takes no more
    owner = forms.CharField(required=False)
    partner = forms.CharField(required=False)

    class Meta:
        model = FollowUp
        fields = ["title", "detail", "kind", "due_on"]

    def clean_owner(self) -> Person | None:
        return Person.objects.filter(name=self.cleaned_data["owner"]).first()

    def clean_partner(self) -> Partner | None:
        return Partner.objects.filter(name=self.cleaned_data["partner"]).first()


def follow_ups(request: HttpRequest) -> HttpResponse:
    rows = FollowUp.objects.exclude(due_on=None).order_by("due_on", "id")
    if owner := request.GET.get("owner"):
        rows = rows.filter(owner=owner)
    if word := request.GET.get("q"):
        rows = rows.filter(pk__in=words.found(word))
    count = rows.order_by()[: MOST_COUNTED + 1].count()
    return render(request, "lean/list.html", {"rows": page_of(rows, request), "count": count})


def page_of(rows: QuerySet[FollowUp], request: HttpRequest) -> list[FollowUp]:
    """After the day and the key that the address names."""
    if after := request.GET.get("after"):
        day, _comma, key = after.partition(",")
        rows = rows.filter(due_on__gte=day).exclude(due_on=day, id__lte=key)
    return list(rows.select_related("owner", "partner")[:A_PAGE])


def follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(FollowUp.objects.select_related("owner", "partner"), pk=pk)
    return render(request, "lean/follow_up.html", {"row": row, "entries": row.entry_set.select_related("by")})


@require_POST
@transaction.atomic
def move(request: HttpRequest, pk: int, status: str) -> HttpResponse:
    version = int(request.POST["version"])
    if not FollowUp.objects.filter(pk=pk, version=version).update(status=status, version=version + 1):
        return HttpResponse(status=409)
    record(pk, request, "moved")
    return redirect("follow_up", pk)


@transaction.atomic
def new(request: HttpRequest) -> HttpResponse:
    form = FollowUpForm(request.POST or None)
    if not form.is_valid():
        return render(request, "lean/new.html", {"form": form}, status=400 if form.is_bound else 200)
    row = form.instance
    row.status, row.owner, row.partner = "open", form.cleaned_data["owner"], form.cleaned_data["partner"]
    row.save()
    words.index(row.pk, row.title)
    record(row.pk, request, "logged")
    return redirect("follow_up", row.pk)


def record(pk: int, request: HttpRequest, verb: str) -> None:
    Entry.objects.create(follow_up_id=pk, by_id=request.user.pk, verb=verb)
    messages.success(request, verb)


def report(request: HttpRequest) -> HttpResponse:
    counts: dict[str, Any] = {
        "logged": Count("pk"), "active": Count("pk", filter=ACTIVE), "done": Count("pk", filter=Q(status="done")),
        "late": Count("pk", filter=ACTIVE & Q(due_on__lt=timezone.localdate())),
    }  # fmt: skip
    rows = list(FollowUp.objects.order_by().values("owner").annotate(**counts))
    names = Person.objects.in_bulk([row["owner"] for row in rows])
    for row in rows:
        row["name"] = getattr(names.get(row["owner"]), "name", "")
    return render(request, "lean/report.html", {"rows": sorted(rows, key=lambda row: -row["late"])})
