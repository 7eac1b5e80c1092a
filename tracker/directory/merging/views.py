"""Merging on pages: the likely pairs, two side by side, and the merge; `undo_views` takes back what was done here."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.directory.merging.forms import OtherForm
from tracker.directory.merging.merge import hindrance, merge
from tracker.directory.merging.models import KeptApart
from tracker.directory.merging.side_by_side import compare_address, facts, holdings, like_it, pairs_for, posts
from tracker.directory.models import Organisation, Person
from tracker.kit.form_responses import tell
from tracker.kit.set_up_fields import start_in_first_field


@require_safe
def duplicates(request: Request) -> HttpResponse:
    _check_right(request)
    nouns = [(_("Organisations"), Organisation), (_("People"), Person)]
    lists = [(heading, pairs_for(model, request.user)) for heading, model in nouns]
    return render(request, "directory/duplicates.html", {"lists": lists})


@require_safe
def organisation(request: Request, pk: int) -> HttpResponse:
    return _choose(request, Organisation, pk)


@require_safe
def person(request: Request, pk: int) -> HttpResponse:
    return _choose(request, Person, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def organisation_into(request: Request, pk: int, other: int) -> HttpResponse:
    return _side_by_side(request, Organisation, pk, other)


@require_http_methods(["GET", "HEAD", "POST"])
def person_into(request: Request, pk: int, other: int) -> HttpResponse:
    return _side_by_side(request, Person, pk, other)


@require_POST
def organisation_apart(request: Request, pk: int, other: int) -> HttpResponse:
    return _keep_apart(request, Organisation, pk, other)


@require_POST
def person_apart(request: Request, pk: int, other: int) -> HttpResponse:
    return _keep_apart(request, Person, pk, other)


def _choose(request: Request, model: Any, pk: int) -> HttpResponse:
    goes = _standing(request, model, pk)
    _check_right(request)
    form = OtherForm(request.GET if "other" in request.GET else None, goes=goes, user=request.user)
    if form.is_valid():
        return redirect(compare_address(goes, form.cleaned_data["other"]))
    start_in_first_field(form)
    context = {"goes": goes, "form": form, "pairs": like_it(goes, request.user)}
    return render(request, "directory/merge_choose.html", context, status=422 if form.is_bound else 200)


def _side_by_side(request: Request, model: Any, pk: int, other: int) -> HttpResponse:
    goes, stays = (_standing(request, model, key) for key in (pk, other))
    _check_right(request)
    if goes == stays:
        messages.info(request, _("These are one already."))
        return redirect(stays)
    if (goes.pk, stays.pk) != (pk, other):
        messages.warning(request, _("One of them was merged into another meanwhile. Look at both again."))
        return redirect(compare_address(goes, stays))
    wrong, is_stale = hindrance(goes, stays, request.user), _is_stale(request, goes, stays)
    if request.method == "POST" and not wrong and not is_stale:
        return _merged(request, goes, stays)
    both = {
        "facts": [*facts(goes, stays), *posts(goes, stays, request.user)],
        "holdings": holdings(goes, stays, request.user),
    }
    ways = {"swapped": compare_address(stays, goes), "apart": compare_address(goes, stays, "apart")}
    said = {"wrong": wrong, "is_stale": is_stale, "shown": shown_key(goes, stays)}
    context = {"goes": goes, "stays": stays, **said, **ways, **both}
    return render(request, "directory/merge.html", context, status=422 if request.method == "POST" else 200)


def _is_stale(request: Request, goes: Any, stays: Any) -> bool:
    """Of those whom only some know what becomes readable was shown first: not what somebody wrote since."""
    is_asked = request.method == "POST" and (goes.is_restricted or stays.is_restricted)
    return is_asked and request.POST.get("shown") != shown_key(goes, stays)


def shown_key(goes: Any, stays: Any) -> str:
    return f"{goes.version}-{stays.version}"


def _merged(request: Request, goes: Any, stays: Any) -> HttpResponse:
    try:
        done = merge(goes, stays, by=request.user)
    except ValidationError as refusal:
        # Somebody else was quicker, while this one waited for the rows.
        messages.info(request, " ".join(refusal.messages))
        return redirect(stays)
    words = _("%(goes)s is merged into %(stays)s.") % {"goes": goes, "stays": stays}
    tell(request, words, undo=reverse("directory:merge_undo", args=[done.pk]))
    return redirect(stays)


def _keep_apart(request: Request, model: Any, pk: int, other: int) -> HttpResponse:
    goes, stays = (_standing(request, model, key) for key in (pk, other))
    _check_right(request)
    said = KeptApart.say(goes, stays, by=request.user)
    words = _("%(goes)s and %(stays)s are two: nobody is asked again.") % {"goes": goes, "stays": stays}
    tell(request, words, undo=reverse("directory:apart_undo", args=[said.pk]))
    return redirect("directory:duplicates")


def _standing(request: Request, model: Any, pk: int) -> Any:
    """Who stands for the row of this key, where this person may know of both."""
    name = get_object_or_404(model.objects.known_to(request.user), pk=pk)
    return get_object_or_404(model.objects.visible_to(request.user), pk=name.merged_into_id or name.pk)


def _check_right(request: Request) -> None:
    if not permissions.may_edit_directory(request.user):
        raise PermissionDenied
