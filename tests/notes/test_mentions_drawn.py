"""Whom words mention, as a table: in `drawn/mentions.txt`."""

import pytest

from tests.conftest import account
from tests.house.drawings import assert_drawn
from tracker.accounts.models import Role, User
from tracker.directory.models import Organisation, Person
from tracker.notes.mentioned import MOST_MENTIONS, mentioned_in, naming_nobody

pytestmark = pytest.mark.one_database
WORDS = (
    "", "@", "@ Amina", "Amina Rahman", "@Amina", "@amina rahman", "@Rahman", "@Amina Rahman, and @Omar Diallo.",
    "@Amina\u00a0Rahman", "@Amina  Rahman", "@Amina\nRahman and @Omar", "(@Amina)", "x@Amina", "_@Amina", ".@Amina",
    "@@Amina", "@-Amina", "@Amina's list", "@Amina's", "@Rah", "@Nobody", "@Nobody @Nobody @Amina", "@Lena",
    "@Lena Brandt",
    "@Lena Brandt Meier", "@Lena Brandt Meier of Ghent and more", "@Lena Meier", "@lena.meier@suivi.example.", "@Twin",
    "@twin@suivi.example, @twin2@suivi.example", "@AMINA@SUIVI.EXAMPLE", "@amina@elsewhere.example", "@amina@suivi",
    "@Boris", "@Boris Closed", "@Gilles de Kerchove", "@Jean-Luc", "@Jean-Luc O’Neil", "@Jean Luc", "@O'Neil",
    "@Élodie Ça", "@elodie", "@Omar @Amina @Omar", "@Omar to @Omar Diallo", "@Amina Omar Diallo",
    " ".join(["@Nobody"] * MOST_MENTIONS + ["@Amina"]), " ".join(["@Nobody"] * (MOST_MENTIONS - 1) + ["@Amina"]),
)  # fmt: skip


@pytest.fixture
def people(wco: Organisation, amina: User, omar: User, coordinator: Person) -> None:
    """Those who may sign in, two of one name, one whose account is closed, and one who never had any."""
    named = {
        "lena.brandt": "Lena Brandt", "lena.meier": "Lena Brandt Meier", "twin": "Twin One", "twin2": "Twin One",
        "jean": "Jean-Luc O’Neil", "elodie": "Élodie Ça", "boris": "Boris Closed",
    }  # fmt: skip
    for number, (address, name) in enumerate(named.items()):
        user = account(wco, f"Person{number} Of", Role.OFFICER)
        User.objects.filter(pk=user.pk).update(email=f"{address}@suivi.example", is_active=address != "boris")
        user.person.change("edited", by=None, name=name)


def test_words_mention_whom_they_name_and_nobody_else(people: None) -> None:
    everybody = Person.objects.all()
    found = {}
    for number, words in enumerate(WORDS):
        told = [f"{each.person} ({each.user.email}) by “{each.words}”" for each in mentioned_in(words, everybody)]
        nobody = f"nobody by: {', '.join(naming_nobody(words, everybody))}"
        found[f"{number}: {' / '.join(words[:60].splitlines())}"] = [*told, nobody]
    assert_drawn("mentions", found)
