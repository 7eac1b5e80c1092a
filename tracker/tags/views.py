"""The list of tags, for everybody; adding, renaming, merging and removing them, for managers."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.accounts import permissions
from tracker.accounts.how_often import search_within
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.directory.get_or_add import one_at_a_time
from tracker.history.editing import edit_page, save_over
from tracker.history.undo_page import restore_page, tell_change, undo_page
from tracker.kit import form_responses
from tracker.kit.form_responses import tell
from tracker.kit.names.suggestions import suggestions
from tracker.tags.forms import MergeForm, TagForm
from tracker.tags.models import Tag, TagQuerySet

MOST = 500
read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def tags(request: Request) -> HttpResponse:
    may_manage = permissions.may_edit_directory(request.user)
    context = {
        "tags": Tag.objects.visible_to(request.user)[:MOST],
        "may_manage": may_manage,
        "merged": Tag.objects.merged().select_related("merged_into")[:MOST] if may_manage else [],
        "removed": Tag.objects.removed()[:MOST] if may_manage else [],
    }
    return render(request, "tags/list.html", context)


@require_safe
@search_within
def offers(request: Request) -> HttpResponse:
    tags = Tag.objects.visible_to(request.user)
    # They are few: all are offered before a letter is typed.
    return suggestions(request, tags, usual=lambda: tags)


@read_or_write
def new(request: Request) -> HttpResponse:
    _check_right(request)
    form = TagForm(form_data(request), tag=Tag())
    if request.method == "POST":
        # One after the other, so that a double click finds what the first click made.
        one_at_a_time(Tag)
        if form.is_valid():
            tag = Tag.write(form.cleaned_data["name"], by=request.user)
            undo = reverse("tags:remove", args=[tag.pk])
            tell(request, _("The tag %(name)s is in the list.") % {"name": tag}, about=tag, undo=undo)
            return redirect("tags:list")
    page: dict[str, Any] = {"title": _("New tag"), "button": _("Add")}
    return form_responses.form_page(request, default=reverse("tags:list"), form=form, **page)


@read_or_write
def edit(request: Request, pk: int) -> HttpResponse:
    tag = _managed(request, pk)
    form = TagForm(form_data(request), tag=tag)
    if request.method == "POST":
        one_at_a_time(Tag)

    def save() -> HttpResponse:
        values = {"name": form.cleaned_data["name"]}
        entry = save_over(tag, form.cleaned_data["version"], values, by=request.user)
        tell_change(request, tag, entry, _("The tag is called %(name)s now.") % {"name": tag}, "tags:undo")
        return redirect("tags:list")

    page: dict[str, Any] = {"title": _("Rename a tag"), "about": tag.name, "default": reverse("tags:list")}
    return edit_page(request, tag, form, save, **page)


@read_or_write
def merge(request: Request, pk: int) -> HttpResponse:
    """Into another one, which is shown in its place from then on."""
    tag = _managed(request, pk)
    form = MergeForm(form_data(request), tag=tag, user=request.user)
    if request.method == "POST" and form.is_valid():
        stays = form.cleaned_data["into"]
        try:
            tag.merge_into(stays, by=request.user)
        except ValidationError as refusal:
            form.add_error("into", refusal)
        else:
            words = _("%(goes)s is merged into %(stays)s.") % {"goes": tag, "stays": stays}
            tell(request, words, undo=reverse("tags:take_apart", args=[tag.pk]))
            return redirect("tags:list")
    page: dict[str, Any] = {"title": _("Merge a tag into another"), "button": _("Merge"), "about": tag.name}
    return form_responses.form_page(request, default=reverse("tags:list"), form=form, **page)


@require_POST
def take_apart(request: Request, pk: int) -> HttpResponse:
    tag = _of_managers(request, Tag.objects.merged(), pk)
    try:
        tag.take_apart(by=request.user)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    else:
        tell(request, _("%(name)s is a tag of its own again.") % {"name": tag}, about=tag)
    return redirect("tags:list")


@require_POST
def remove(request: Request, pk: int) -> HttpResponse:
    tag = _managed(request, pk)
    entry = tag.remove(by=request.user)
    tell_change(request, tag, entry, _("The tag %(name)s is removed.") % {"name": tag}, "tags:undo")
    return redirect("tags:list")


@require_POST
def restore(request: Request, pk: int) -> HttpResponse:
    tag = _of_managers(request, Tag.objects.removed(), pk)
    restore_page(request, tag, _("The tag %(name)s is back.") % {"name": tag}, elsewhere=reverse("tags:list"))
    return redirect("tags:list")


@require_POST
def undo(request: Request, pk: int, entry: int) -> HttpResponse:
    tag = _of_managers(request, Tag.objects.all(), pk)
    undo_page(request, tag, entry, elsewhere="tags:list")
    return redirect("tags:list")


def _managed(request: Request, pk: int) -> Tag:
    """One that stands in the list, for who manages it."""
    return _of_managers(request, Tag.objects.visible_to(request.user), pk)


def _of_managers(request: Request, rows: TagQuerySet, pk: int) -> Tag:
    """404 where there is none, 403 where it is for others to change."""
    tag: Tag = get_object_or_404(rows, pk=pk)
    _check_right(request)
    return tag


def _check_right(request: Request) -> None:
    if not permissions.may_edit_directory(request.user):
        raise PermissionDenied
