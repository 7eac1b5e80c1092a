"""How views answer: back to where the person was, or the form again with what is wrong."""

import time
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.html import format_html, strip_tags
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString

from tracker.kit.set_up_fields import start_in_first_field

# What was done last and can be undone, in the session; so many seconds after its message it is still offered.
LAST_DEED, OFFERED = "last_deed", 3600
# The parts of a page that an answer may replace, so that what was typed elsewhere on it stays.
FRAGMENTS = ("page", "margin")
NOT_TYPED = {"csrfmiddlewaretoken", "next"}


class OnceDone(HttpResponse):
    """What `answer` makes, once all that the post did is committed: it may tell others of it, by mail."""

    def __init__(self, answer: Callable[[], HttpResponse]) -> None:
        super().__init__()
        self.answer = answer


def next_address(request: HttpRequest, default: str, typed: str | None = None) -> str:
    """Where the person came from, if that is one of our own pages but the sign-in; else `default`.

    `typed` is the address that a form, kept over a sign-in, brought along.
    """
    for address in (request.POST.get("next"), request.GET.get("next"), typed, request.headers.get("Referer")):
        ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure())
        path = urlsplit(address).path if address and ours else ""
        # Words without a slash before them would lead to a page below this one, where nothing is.
        if address and path.startswith("/") and path != resolve_url(settings.LOGIN_URL):
            return address
    return default


def redirect_back(request: HttpRequest, default: str) -> HttpResponse:
    """To where the person was. A form that a dialog asked for, and that there is none of any more, leaves it shut."""
    address = next_address(request, default)
    if request.method == "GET" and request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def tell(request: HttpRequest, words: str, *, about: Any = None, undo: str = "", here: bool = False) -> None:
    """Say what was done. The name of `about` in the words leads to it, and `undo` is where it is taken back.

    `here`: that leads to the same page, which then need not be loaded anew.
    """
    if undo:
        remember_deed(request, words, undo, here=here)
    else:
        forget_deed(request)
    tags = f"{'undo-here' if here else 'undo'}:{undo}" if undo else ""
    messages.success(request, words if about is None else linked(words, about), extra_tags=tags)


def remember_deed(request: HttpRequest, words: str, undo: str, *, here: bool = False) -> None:
    """Offer its undo on every page that follows, as `tell` does of what it tells."""
    request.session[LAST_DEED] = {"undo": undo, "words": _plain(words), "here": here, "at": time.time()}


def _plain(words: str) -> str:
    """Without the links of what was told as HTML; what somebody typed may look like a tag, and stays."""
    return unescape(strip_tags(words)) if isinstance(words, SafeString) else str(words)


def last_deed(request: HttpRequest) -> dict[str, Any] | None:
    """The last deed of this session that can be undone: where to `undo` it, the `words` that told of it, and `here`."""
    deed: dict[str, Any] | None = request.session.get(LAST_DEED)
    return deed if deed and time.time() - deed["at"] < OFFERED else None


def forget_deed(request: HttpRequest) -> None:
    """Offer it no more once it was undone, which is what this request does if it came to its address."""
    if request.session.get(LAST_DEED, {}).get("undo") == request.path:
        del request.session[LAST_DEED]


def linked(words: str, thing: Any) -> str:
    """The words, of which the name of `thing` leads to it."""
    names = (getattr(thing, "reference", ""), str(thing), getattr(thing, "name", ""))
    name = next((each for each in names if each and each in words), words)
    before, _name, after = words.partition(name)
    return format_html('{}<a href="{}">{}</a>{}', before, thing.get_absolute_url(), name, after)


def fragment_of(request: HttpRequest) -> str:
    """Which part of the page the answer replaces."""
    wanted = request.GET.get("within", "page")
    return wanted if wanted in FRAGMENTS else "page"


def form_page(
    request: HttpRequest,
    template: str = "kit/form_page.html",
    *,
    default: str,
    status: int | None = None,
    **context: Any,
) -> HttpResponse:
    """A page with one form. `context` holds title, button and form; a form with errors answers 422.

    It opens with the cursor in the form's first field; what answers a post has something to be read first.

    htmx shows it in its `slot`, an element of the page it came from: the dialog, or the panel beside the record.
    """
    form = context.get("form")
    wrong = request.method == "POST" and form is not None and form.is_bound and not form.is_valid()
    if request.method != "POST" and form is not None:
        start_in_first_field(form)
    context |= {
        "next": next_address(request, default, form.data.get("next") if form is not None else None),
        "within": fragment_of(request),
    }
    slot = context.setdefault("slot", "dialog")
    answer = render(request, template, context, status=status or (422 if wrong else 200))
    if request.headers.get("HX-Request") and request.method == "POST":
        for name, value in {"HX-Retarget": f"#{slot}", "HX-Reselect": "#deed", "HX-Reswap": "innerHTML"}.items():
            answer.headers[name] = value
    return answer


def typed_in(request: HttpRequest) -> list[tuple[str, str]]:
    """The names and values of the form that was posted; nothing beside a password."""
    typed = [*_typed(request)] if request.method == "POST" else []
    return [] if any("password" in name for name, _value in typed) else typed


def texts_in(typed: list[tuple[str, str]]) -> list[str]:
    """Those of several words, which nobody types twice gladly."""
    return [value for _name, value in typed if "\n" in value or " " in value]


def _typed(request: HttpRequest) -> Iterator[tuple[str, str]]:
    for name, values in request.POST.lists():
        if name not in NOT_TYPED:
            yield from ((name, str(value)) for value in values if value)
