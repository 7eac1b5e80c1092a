from collections.abc import Callable

from django.test import Client

from tracker.accounts.models import User


def test_a_page_is_kept_with_what_it_was_given_and_none_of_its_fields(
    claire: User, sign_in: Callable[[User], Client]
) -> None:
    page = sign_in(claire).get("/follow-ups/new/")
    assert [template.name for template in page.templates] == ["follow_ups/new.html"]
    assert page.context["form"].fields.keys() >= {"title", "owner"}
    assert page.context["user"] == claire
