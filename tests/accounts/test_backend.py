from typing import Any

from tracker.accounts.models import User
from tracker.accounts.session_user import Backend


def test_the_person_comes_with_the_user(claire: User, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        user: Any = Backend().get_user(claire.pk)
        assert user.person.name == "Claire Dubois"


def test_an_account_need_not_have_a_person(db: None) -> None:
    alone = User.objects.create_user("alone@suivi.example", "correct horse", name="Alone")
    assert getattr(Backend().get_user(alone.pk), "person", None) is None


def test_who_may_no_longer_sign_in_is_nobody(claire: User) -> None:
    User.objects.filter(pk=claire.pk).update(is_active=False)
    assert Backend().get_user(claire.pk) is None


def test_an_account_that_is_gone_is_nobody(db: None) -> None:
    assert Backend().get_user(1) is None
