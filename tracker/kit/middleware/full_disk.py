"""What could not be written for want of room on the disk: a page says so, with what was typed."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin

from tracker.kit.form_responses import form_page, texts_in, typed_in
from tracker.kit.full_disk import is_full

# About so many letters stand in a line of its fields.
COLUMNS, MOST_ROWS = 60, 5


class FullDisk(MiddlewareMixin):
    """Of what is posted, `AtomicPosts` says it."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return full_disk_page(request) if is_full(exception) else None


def full_disk_page(request: HttpRequest) -> HttpResponse:
    """What was typed is on it, to be sent again; but for a file, which no browser keeps, and beside a password."""
    typed = typed_in(request)
    return form_page(
        request,
        "507.html",
        default=reverse("desk"),
        status=HTTPStatus.INSUFFICIENT_STORAGE,
        typed=typed,
        texts=[(text, _rows(text)) for text in texts_in(typed)],
        has_files=bool(request.FILES) if typed else False,
    )


def _rows(text: str) -> int:
    """A field as high as what is in it, up to a few lines."""
    return min(sum(1 + len(line) // COLUMNS for line in text.splitlines()), MOST_ROWS)
