"""Answering from a mail: looking changes nothing, and a press needs the token of the form that was looked at.

Nobody is signed in by it. The link stands in the address, which goes to nobody (no referrer), so that browsers name no
origin; the form's own token, which only its page holds, takes the place of that of a session.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from tracker.accounts.how_often import ANSWER, PUBLIC, SENTENCE, is_within_from
from tracker.change_requests.models import AskedAlready
from tracker.mail_answers.forms import FORMS, AnswerForm
from tracker.mail_answers.links import path_of
from tracker.mail_answers.matter import Matter
from tracker.mail_answers.models import Answer, AnswerLink, Deed
from tracker.mail_answers.press import press_token, pressed_state

View = Callable[..., HttpResponse]
PRIVATE = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "private, no-store"}
# What clashes with no change of others.
WORDS = (Deed.HELP, Deed.NOTE)


def for_answerer(view: View) -> View:
    """With the link, in the language of its reader; dead ones say why, and nothing of the matter."""

    @csrf_exempt
    @login_not_required
    @wraps(view)
    def answered(request: HttpRequest, token: str, **given: Any) -> HttpResponse:
        response = _answered(request, token, view, given)
        for name, value in PRIVATE.items():
            response.headers[name] = value
        return response

    return answered


def _answered(request: HttpRequest, token: str, view: View, given: dict[str, Any]) -> HttpResponse:
    is_within = is_within_from(request, ANSWER, token) if request.method == "POST" else is_within_from(request, PUBLIC)
    if not is_within:
        return _nowhere(request, sentence=SENTENCE, status=HTTPStatus.TOO_MANY_REQUESTS)
    link = AnswerLink.of(token)
    why = link.why_dead(timezone.now()) if link else None
    if link is None or why:
        with translation.override(link.language if link else translation.get_language()):
            return _nowhere(request, why=why or "", link=link)
    with translation.override(link.language):
        return view(request, link, token, **given)


def _nowhere(request: HttpRequest, status: int = HTTPStatus.NOT_FOUND, **said: Any) -> HttpResponse:
    return render(request, "mail_answers/nowhere.html", said, status=status)


@for_answerer
@require_safe
def matter(request: HttpRequest, link: AnswerLink, token: str) -> HttpResponse:
    return _page(request, link, token)


@for_answerer
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, link: AnswerLink, token: str, deed: str) -> HttpResponse:
    """A button of the mail: the form behind it is looked at, and pressed."""
    if deed not in Deed:
        return _nowhere(request)
    if request.method == "POST":
        form = FORMS[deed](request.POST, request.FILES, link=link)
        return _pressed(request, link, token, deed, form)
    form = FORMS[deed](None, None, link=link)
    return _page(request, link, token, deed=deed, form=form if form.is_open else None)


def _pressed(request: HttpRequest, link: AnswerLink, token: str, deed: str, form: AnswerForm) -> HttpResponse:
    """Done once for a state of the matter: whoever presses again finds what is noted."""
    link.hold()
    state = pressed_state(link, request.POST.get("press", ""))
    if state is not None and link.is_pressed(deed, state):
        return redirect(path_of(token))
    if refusal := _refusal(link, deed, form, state):
        return _page(request, link, token, deed=deed, form=form, status=refusal)
    try:
        form.answer()
    except AskedAlready as before:
        words = {"asked": before.request.said}
        form.add_error(None, _("Something is asked for already, and waits for an answer: %(asked)s.") % words)
        return _page(request, link, token, deed=deed, form=form, status=HTTPStatus.CONFLICT)
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return _page(request, link, token, deed=deed, form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    Answer.objects.create(link=link, deed=deed, state=state or "", at=timezone.now())
    return redirect(path_of(token))


def _refusal(link: AnswerLink, deed: str, form: AnswerForm, state: str | None) -> int:
    """The status of the answer, with what is wrong in the form; 0 where nothing is."""
    if not form.is_valid():
        return HTTPStatus.UNPROCESSABLE_ENTITY
    if state is None:
        form.add_error(None, _("This page was not opened by the link of your mail. Press once more."))
        return HTTPStatus.UNPROCESSABLE_ENTITY
    if state != link.state and deed not in WORDS:
        form.add_error(None, _("It was changed meanwhile: look, then press once more."))
        return HTTPStatus.CONFLICT
    return 0


def _page(
    request: HttpRequest, link: AnswerLink, token: str, *, deed: str = "", form: AnswerForm | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:  # fmt: skip
    context = {
        "matter": Matter(link, token),
        "press": press_token(link),
        "deed": Deed(deed) if form else "",
        "form": form,
        "here": path_of(token),
        "there": path_of(token, deed) if deed else "",
    }
    return render(request, "mail_answers/matter.html", context, status=status)
