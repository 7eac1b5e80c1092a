"""History as one person may read it: no column that names somebody is forgotten."""

from django.apps import apps

from tracker.directory.models import Organisation, Person
from tracker.follow_ups.entries import NAMED
from tracker.history.recorded import Recorded
from tracker.meetings.models import Meeting
from tracker.pledges.models import Pledge

# What these name they open to everybody: they are general from the first day, or their history is told to nobody.
OPEN = {("Organisation", "parent"), ("Mandate", "body"), ("Mandate", "parties"), ("Mailing", "people")}


def test_every_column_that_may_name_what_is_hidden_is_taken_out() -> None:
    nouns = (Meeting, Person, Organisation, Pledge)
    naming = {
        (model.__name__, column.name): column.related_model
        for model in apps.get_models()
        if issubclass(model, Recorded)
        for column in (*model._meta.fields, *model._meta.many_to_many)
        if column.related_model in nouns
    }
    assert {key for key in naming if key[1] not in NAMED} == OPEN
    told = {key: [noun for noun, _keys in NAMED[key[1]]] for key in naming if key not in OPEN}
    assert {key for key, noun in naming.items() if key not in OPEN and noun not in told[key]} == set()
