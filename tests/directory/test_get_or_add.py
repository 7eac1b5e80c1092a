import pytest
from django.core.exceptions import ValidationError

from tracker.accounts.classification_field import GENERAL
from tracker.accounts.models import User
from tracker.directory.get_or_add import get_or_add, namesakes, new_organisation, new_person
from tracker.directory.models import Organisation, Person
from tracker.history.models import Entry

pytestmark = pytest.mark.django_db


def test_what_is_saved_is_known_as_it_is(claire: User, eu: Organisation) -> None:
    assert get_or_add(eu, by=claire, classification=GENERAL) is eu
    assert Entry.objects.filter(by=claire).count() == 0


def test_nothing_stays_nothing(claire: User) -> None:
    assert get_or_add(None, by=claire, classification=GENERAL) is None


def test_a_new_person_is_added_by_whoever_named_them(claire: User) -> None:
    person = get_or_add(new_person("Karen Nordström"), by=claire, classification=GENERAL)
    assert (person.name, person.history.get().by, person.history.get().verb) == ("Karen Nordström", claire, "added")


def test_named_twice_somebody_is_made_once(claire: User) -> None:
    first = get_or_add(new_person("Karen Nordström"), by=claire, classification=GENERAL)
    again = get_or_add(new_person("karen nordstrom"), by=claire, classification=GENERAL)
    assert again == first
    assert Person.objects.filter(folded="karen nordstrom").count() == 1


def test_an_organisation_made_meanwhile_is_known_though_it_got_a_short_name(
    claire: User, europol: Organisation
) -> None:
    assert get_or_add(new_organisation("European police office"), by=claire, classification=GENERAL) == europol


def test_a_longer_name_is_another_organisation(claire: User, europol: Organisation) -> None:
    assert get_or_add(new_organisation("European Police"), by=claire, classification=GENERAL) != europol


def test_namesakes_are_the_others_of_the_same_name(claire: User, coordinator: Person) -> None:
    twin = Person.add(by=claire, name="GILLES DE KERCHOVE")
    assert (namesakes(coordinator, claire), namesakes(twin, claire)) == ([twin], [coordinator])


@pytest.mark.parametrize("sign", "'\u2018\u02bc`")
def test_another_apostrophe_is_the_same_name(sign: str, claire: User) -> None:
    known = Person.add(by=claire, name="Siobh\u00e1n O\u2019Hara")
    assert namesakes(new_person(f"Siobhan O{sign}Hara"), claire) == [known]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Type something here."),
        ("a\x00b", "This holds a control character. Type the words again, or paste them as plain text."),
        ("a\u202eb", "This holds hidden marks that change the direction of reading. Type the words again."),
        ("x" * 300, "This is 300 characters long; it may be at most 150. Shorten it."),
        # This one letter is folded to eighteen.
        ("\ufdfa" * 100, "This is 1800 characters long; it may be at most 150. Shorten it."),
    ],
)
def test_what_cannot_be_a_name_is_refused_in_a_sentence(name: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        new_person(name)
    assert refusal.value.messages == [sentence]


def test_a_name_may_be_exactly_as_long_as_it_is_kept_folded() -> None:
    assert [len(new_person("x" * 150).name), len(new_organisation("ß" * 100).name)] == [150, 100]
