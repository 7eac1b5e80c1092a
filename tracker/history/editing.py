"""One way to edit: what a person typed is saved over what others saved meanwhile, or both are shown what clashes."""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.accounts.request import Request
from tracker.history.models import Entry
from tracker.history.opening.traces import WouldTell
from tracker.history.three_way_merge import Clash, merge
from tracker.history.tracked_model import Values
from tracker.kit.form_fields import VersionField
from tracker.kit.form_responses import form_page

Verb = Callable[..., Entry | None]


class Clashed(Exception):  # noqa: N818
    """Two people changed the same: nothing is written."""

    def __init__(self, clashes: list[Clash]) -> None:
        super().__init__()
        self.clashes = clashes

    @property
    def shown(self) -> dict[str, Any]:
        """What the page of the form shows of it."""
        return {"clashes": self.clashes}


def save_over(item: Any, version: int | None, values: Values, *, by: User, verb: Verb | None = None) -> Entry | None:
    """Call `verb` with those of `values` that somebody changed in a form which started from `version` of `item`.

    Without a verb it is an edit. Raises `Clashed`; and `Stale`, which `AtomicPosts` answers.
    """
    safe, clashes = merge(item, version or item.version, values, by=by)
    if clashes:
        raise Clashed(clashes)
    verb = verb or partial(item.change, "edited")
    return verb(by=by, **safe) if safe else None


def version_seen(request: HttpRequest, item: Any) -> int:
    """The version of `item` on the page that led to its form, where that says it: what others did since is told."""
    said, now = request.POST.get("version") or request.GET.get("version", ""), int(item.version)
    return min(int(said), now) or now if said.isdecimal() and len(said) < 10 else now


def edit_page(
    request: Request, item: Any, form: Any, save: Callable[[], HttpResponse | None], *,
    wanted: Values | None = None, **page: Any,
) -> HttpResponse:  # fmt: skip
    """The page of a form about `item`; once what was typed is valid, `save` writes and answers.

    `save` raises `Clashed` when others changed the same, and gives None when it put on the form why it cannot be.
    `wanted` is known of a form that still lacks something: that others changed the same is then said at once, as it may
    be why it lacks that.
    """
    page = {"button": _("Save"), "form": form, **page}
    if "default" not in page:
        page["default"] = item.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        try:
            if answer := save():
                return answer
        except Clashed as clash:
            page |= _both(form, item, clash)
        except WouldTell as refusal:
            item.refresh_from_db()
            form.add_error(None, refusal)
    elif request.method == "POST" and wanted and form.is_bound:
        version = form.cleaned_data.get("version") or item.version
        if clashes := merge(item, version, wanted, by=request.user)[1]:
            page |= _both(form, item, Clashed(clashes))
    return form_page(request, **page)


def _both(form: Any, item: Any, clash: Clashed) -> dict[str, Any]:
    keep_mine(form, item)
    return {**clash.shown, "button": _("Save mine"), "status": HTTPStatus.CONFLICT}


def keep_mine(form: Any, item: Any) -> None:
    """Let the bound form start from how `item` stands now: saved once more, it keeps what this person wrote."""
    form.data = form.data.copy()
    for name, field in form.fields.items():
        if isinstance(field, VersionField):
            form.data[name] = str(getattr(item, name))
