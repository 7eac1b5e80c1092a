"""What somebody typed when their session had ended: kept in the new session, shown again after sign-in."""

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

KEY = "kept_form"
MOST_BYTES = 3_000_000


def keep(request: HttpRequest) -> None:
    if request.method != "POST":
        return
    words = request.POST.copy()
    words.pop("csrfmiddlewaretoken", None)
    encoded = words.urlencode()
    if len(encoded) <= MOST_BYTES:
        request.session[KEY] = {"path": request.get_full_path(), "words": encoded}


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: the request's own post, what was kept for this very address, or nothing."""
    if request.method == "POST":
        return request.POST
    kept = request.session.get(KEY)
    if not kept or kept["path"] != request.get_full_path():
        return None
    del request.session[KEY]
    messages.info(request, _("You had been signed out. Here is what you typed: look at it and save it again."))
    return QueryDict(kept["words"])
