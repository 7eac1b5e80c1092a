"""Adding and editing a person and the posts they hold, and undoing that."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.background.models import Bounce
from tracker.directory import appointment_changes
from tracker.directory.forms import NewPersonForm, PersonForm, PostForm
from tracker.directory.get_or_add import one_at_a_time
from tracker.directory.merging.both_histories import known_history
from tracker.directory.models import Appointment, Person
from tracker.directory.people.mail_address import address_of
from tracker.history.editing import Clashed, edit_page, save_over
from tracker.history.models import Entry
from tracker.history.undo_page import tell_change, undo_page
from tracker.kit import form_responses
from tracker.kit.form_responses import tell
from tracker.kit.row_by_name_field import key_in


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    if not permissions.may_log(request.user):
        raise PermissionDenied
    started = {"organisation": key_in(request.GET.get("organisation"))}
    form = NewPersonForm(form_data(request), person=Person(), user=request.user, initial=started)
    if request.method == "POST":
        # One after the other, so that a double click finds what the first click made.
        one_at_a_time(Person)
        if form.is_valid():
            person = Person.add(by=request.user, **form.values())
            if post := form.post():
                appointment_changes.appoint(person, by=request.user, **post)
            tell(request, _("%(name)s is in the directory.") % {"name": person}, about=person)
            return redirect(person)
    default = reverse("directory:partners")
    return form_responses.form_page(request, default=default, title=_("New person"), button=_("Add"), form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    person = _editable(request, pk)
    form = PersonForm(form_data(request), person=person, user=request.user)

    def save() -> HttpResponse:
        entry = save_over(person, form.cleaned_data["version"], form.values(), by=request.user)
        return _saved(request, person, entry)

    return edit_page(request, person, form, save, title=_("Edit person"), about=person.name)


@require_POST
def mail_arrives(request: Request, pk: int) -> HttpResponse:
    """Somebody says that their address takes mail again."""
    person: Person = get_object_or_404(Person.objects.known_to(request.user), pk=pk)
    if not permissions.may_log(request.user):
        raise PermissionDenied
    Bounce.objects.of([address_of(person)]).clear(by=request.user)
    tell(request, _("It is noted that mail reaches %(name)s again.") % {"name": person}, about=person)
    return redirect(person)


@require_http_methods(["GET", "HEAD", "POST"])
def post_new(request: Request, pk: int) -> HttpResponse:
    person = _editable(request, pk)
    form = PostForm(form_data(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        entry = appointment_changes.appoint(person, by=request.user, **form.values())
        return _saved(request, person, entry)
    page: dict[str, Any] = {"title": _("New post"), "button": _("Add"), "about": person.name}
    return form_responses.form_page(request, default=person.get_absolute_url(), form=form, **page)


@require_http_methods(["GET", "HEAD", "POST"])
def post_edit(request: Request, pk: int) -> HttpResponse:
    posts_here = Appointment.objects.visible_to(request.user).select_related("person", "organisation")
    post = get_object_or_404(posts_here, pk=pk)
    person = _editable(request, post.person_id)
    form = PostForm(form_data(request), user=request.user, initial=PostForm.started_from(post))

    def save() -> HttpResponse:
        mine = Appointment(person=person, **form.values())
        if clashes := appointment_changes.clashes(post, form.cleaned_data["version"] or person.version, mine):
            raise Clashed(clashes)
        return _saved(request, person, appointment_changes.amend(post, by=request.user, **form.values()))

    return edit_page(request, person, form, save, title=_("Edit post"), about=person.name)


@require_POST
def undo(request: Request, pk: int, entry: int) -> HttpResponse:
    """Their absences others write, too: each column asks its own gate."""
    person: Person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    known = known_history(person, request.user)
    return undo_page(request, person, entry, history=known, elsewhere="directory:partners")


def _saved(request: Request, person: Person, entry: Entry | None) -> HttpResponse:
    tell_change(request, person, entry, _("%(name)s is saved.") % {"name": person}, "directory:person_undo")
    return redirect(person)


def _editable(request: Request, pk: int) -> Person:
    person: Person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    if not permissions.may_edit_directory(request.user):
        raise PermissionDenied
    return person
