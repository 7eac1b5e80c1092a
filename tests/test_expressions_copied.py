"""Expressions that are copied quickly are those that Django copies."""

import copy

import pytest
from django.db.models import Count, F, Value
from django.db.models.expressions import Col, Expression
from django.db.models.lookups import Exact

from tracker.follow_ups.models import FollowUp

pytestmark = pytest.mark.one_database

TITLE, OWNER = FollowUp._meta.get_field("title"), FollowUp._meta.get_field("owner")
COLUMNS = (
    *(Col("a", TITLE), Col("a", TITLE, TITLE), Col("b", TITLE), Col("a", OWNER), Col("a", TITLE, OWNER)),
    *(Col(None, TITLE), Col(alias="a", target=TITLE), Col("a", TITLE, output_field=OWNER)),
)


def test_a_copy_is_the_one_that_python_makes() -> None:
    for each in (*COLUMNS, F("title"), Value(3), Count("notes"), Exact(F("title"), "a")):
        found = each.copy()
        assert (type(found), found.__dict__, found is each) == (type(each), copy.copy(each).__dict__, False)


def test_columns_are_told_apart_as_django_does() -> None:
    as_django = Expression.__dict__["identity"].func
    assert [column.identity for column in COLUMNS] == [as_django(column) for column in COLUMNS]
