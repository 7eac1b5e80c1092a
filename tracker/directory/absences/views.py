"""Saying when somebody is away, on their page; its undo is that of the person."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.directory.absences.away import clashes
from tracker.directory.absences.forms import AbsenceForm
from tracker.directory.absences.rights import may_note_absence
from tracker.directory.models import Person
from tracker.history.editing import Clashed, edit_page
from tracker.history.undo_page import tell_change


@require_http_methods(["GET", "HEAD", "POST"])
def away(request: Request, pk: int) -> HttpResponse:
    person: Person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    if not may_note_absence(request.user, person):
        raise PermissionDenied
    form = AbsenceForm(form_data(request), person=person, user=request.user)

    def save() -> HttpResponse:
        version = form.cleaned_data["version"] or person.version
        if found := clashes(person, version, form.away, form.today):
            raise Clashed(found)
        entry = form.keep_absence(request.user)
        tell_change(request, person, entry, _("%(name)s is saved.") % {"name": person}, "directory:person_undo")
        return redirect(person)

    return edit_page(request, person, form, save, title=_("Away"), about=person.name)
