"""No page of the admin site ever sees a NUL in its address."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from tracker.kit.middleware.strip_nul import without_nul


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("/admin/records/record/?q=a%00b&%00owner=1", {"q": ["ab"], "owner": ["1"]}),
        ("/admin/?q=a%2500b", {"q": ["a%00b"]}),
        ("/admin/", {}),
        ("/follow-ups/?q=a%00b", {"q": ["a\0b"]}),
    ],
)
def test_what_is_asked_there_is_read_without_it(rf: RequestFactory, asked: str, read: dict[str, list[str]]) -> None:
    request = rf.get(asked)
    without_nul(lambda _request: HttpResponse())(request)
    assert dict(request.GET.lists()) == read
