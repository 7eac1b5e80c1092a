"""People, bodies, mandates and the place that a text names."""

import pytest

from tracker.reading.read import read
from tracker.reading.results import Known


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("They met Ismail Naveen, Commissioner of Police.", "en", []),
        ("They met the Commissioner of Police, Ismail Naveen, on Monday.", "en", ["Ismail Naveen"]),
        ("Present were supervisors Dick Dillon, Janet Keough and Gary Mantay.", "en",
         ["Dick Dillon", "Janet Keough", "Gary Mantay"]),
        ("Apologies: Ann Mason, Mary Bo", "en", ["Ann Mason", "Mary Bo"]),
        ("## Attendees\n\n| Name | Firm |\n|---|---|\n| Anna Bo | Acme Ltd |", "en", ["Anna Bo"]),
        ("## Attendees\n\n* [Rob Wood](https://example.org/rob)", "en", ["Rob Wood"]),
        ("Le ministre des affaires étrangères, Sabri Bo, a été reçu.", "fr", ["Sabri Bo"]),
    ],
)  # fmt: skip
def test_people_are_named_in_lists_and_by_their_posts(text: str, language: str, names: list[str]) -> None:
    assert [one.name for one in read(text, language).people] == names


@pytest.mark.parametrize(
    "text",
    [
        "They met the Commissioner of Police, Ismail Naveen, on Monday.",
        "They met supervisors Dick Dillon, Janet Keough and Gary Mantay.",
        "It was moved by Ann Mason and Mary Bo.",
    ],
)
def test_whoever_is_named_by_a_post_stands_where_the_name_does(text: str) -> None:
    people = read(text).people
    assert people
    assert [one.span.of(text) for one in people] == [one.name for one in people]


LONG = "They had a long meeting in the harbour with"
# What a wrapped text says, with whom it names and which bodies: a line may end with a name and the next begin anew.
OVER_LINES = {
    "en": {
        f"{LONG} Mr Smith\nThe Board agreed to send it to them in May.": (["Smith"], []),
        f"{LONG} Mr Smith\r\nThe Board agreed to send it to them in May.": (["Smith"], []),
        f"{LONG} Mr Li\nWei and the Board agreed to send it in May.": (["Li Wei"], []),
        f"{LONG} Mr Li \n\tWei and the Board agreed to send it in May.": (["Li Wei"], []),
        f"{LONG} Chair Ann Bo\nThe Board agreed to send it to them in May.": (["Ann Bo"], []),
        f"{LONG} the World Bank\nThe Board agreed to send it to them in May.": ([], ["World Bank"]),
        f"{LONG} the World\nBank and the Board agreed to send it in May.": ([], ["World Bank"]),
        "Mr Smith\tChair\nMrs Jones\tClerk": (["Smith", "Jones"], []),
    },
    "fr": {
        "Ils ont eu une longue réunion avec Mme Dupont\nLe conseil enverra la liste aux membres.": (["Dupont"], []),
        "Ils ont eu une longue réunion au port avec Mme Anne\nDupont et le conseil enverra la liste.": (
            ["Anne Dupont"], [],
        ),
    },
}  # fmt: skip


@pytest.mark.parametrize("language", OVER_LINES)
def test_a_name_ends_where_the_next_line_begins_anew(language: str) -> None:
    found = {}
    for text in OVER_LINES[language]:
        reading = read(text, language)
        found[text] = [one.name for one in reading.people], [one.name for one in reading.bodies]
    assert found == OVER_LINES[language]


@pytest.mark.parametrize(
    ("text", "presence"),
    [
        ("Present: Ann Mason, Mary Bo\n\nThe Director, Ann Mason, spoke.", "present"),
        ("Apologies: Ann Mason, Mary Bo\n\nThe Director, Ann Mason, wrote.", "absent"),
        ("The Director, Ann Mason, was awaited.\n\nPresent: Ann Mason, Mary Bo", "present"),
        ("The Director, Ann Mason, spoke.", "mentioned"),
    ],
)
def test_whoever_is_listed_and_mentioned_is_there_as_listed(text: str, presence: str) -> None:
    assert {one.name: one.presence for one in read(text).people}["Ann Mason"] == presence


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Executive Director of the Fair Oaks Water Authority wrote.", ["Fair Oaks Water Authority"]),
        ("The Department of Labour Secretary Mary Bo wrote.", ["Department of Labour"]),
        ("The WCO wrote. The JSON and XML are large.", ["WCO"]),
        ("The Board met. The board was thin.", []),
    ],
)
def test_bodies_are_named_without_the_posts_in_them(text: str, names: list[str]) -> None:
    assert [one.name for one in read(text).bodies] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Chair Bo made the Call to Order at six.", []),
        ("The Office of Science and Technology Policy wrote.", []),
        ("Under Security Council Resolution 2347 they met.", ["Security Council Resolution 2347"]),
        (
            "See RFC6266. They read the Joint Statement on the Uses of Space.",
            ["RFC6266", "Joint Statement on the Uses of Space"],
        ),
        ("They issued a Joint Statement.", []),
        ("Government Code section 54957 applies.", ["Government Code section 54957"]),
    ],
)
def test_mandates_are_named_and_offices_are_none(text: str, names: list[str]) -> None:
    assert [one.name for one in read(text).mandates] == names


@pytest.mark.parametrize(
    ("text", "language", "place"),
    [
        ("36th meeting of the Board (Nairobi, Kenya)\n\n2016-09-15", "en", "Nairobi, Kenya"),
        ("Location: 1 Main Road, Leeds", "en", "1 Main Road, Leeds"),
        ("**Place:** By online video conference", "en", "online"),
        ("New York\n\n23 September 2012\n\nThey met.", "en", "New York"),
        ("It was held on 27 October 2009 in Bengaluru.", "en", "Bengaluru"),
        ("It was held in March.", "en", ""),
        ("They met in the Finance Committee.", "en", ""),
        ("Il a été reçu en audience, vendredi à Nouakchott.", "fr", "Nouakchott"),
    ],
)
def test_the_place_is_where_it_was(text: str, language: str, place: str) -> None:
    assert read(text, language).place == place


def test_a_known_name_stands_as_it_is_written() -> None:
    known = [Known("board", "Board"), Known("hub", "GitHub"), Known("finance", "Finance Committee")]
    text = "The Board met on a board of wood. See github.com and Github.com. The Finance committee met."
    assert [one.key for one in read(text, known=known).bodies if one.key] == ["board", "finance"]


# What each sentence names, bodies and then mandates.
ASKED = {
    "en": {
        "Ask the EU and the World Bank.": (["World Bank"], []),
        "Ask the Harbour Authority for the annex.": (["Harbour Authority"], []),
        "Thank the European Union.": (["European Union"], []),
        "Write to the World Bank and the European Commission.": (["World Bank", "European Commission"], []),
        "Meet with the Ministry of Trade and the Customs Office.": (["Ministry of Trade", "Customs Office"], []),
        "Contact Europol and the World Bank.": (["World Bank"], []),
        "On Monday the World Bank met.": (["World Bank"], []),
        "In Brussels the European Commission decided.": (["European Commission"], []),
        "The Ministry of the Interior met.": (["Ministry of the Interior"], []),
        "The Ministry of Trade and the Environment met.": (["Ministry of Trade and the Environment"], []),
        "The Office for Trade and the Sea met.": (["Office for Trade and the Sea"], []),
        "The Office of the High Commissioner for Human Rights met.": (
            ["Office of the High Commissioner for Human Rights"], [],
        ),
        "The Office of the Secretary spoke.": (["Office of the Secretary"], []),
        "The Ministry of Defence Secretary Mann spoke.": (["Ministry of Defence"], []),
        "The Council of Ministers of the African Union met.": (["Council of Ministers of the African Union"], []),
        "The Head of the Directorate of Customs of the Republic spoke.": (
            ["Directorate of Customs of the Republic"], [],
        ),
        "The Committee of Ports & Council of Towns met.": (["Committee of Ports", "Council of Towns"], []),
        "Apply the Data Sharing Protocol.": ([], ["Data Sharing Protocol"]),
        "Comply with the Data Sharing Protocol.": ([], ["Data Sharing Protocol"]),
        "Hand the Trade Protocol to the Harbour Authority.": (["Harbour Authority"], ["Trade Protocol"]),
        "The Protocol to the Sharing Convention was read.": ([], ["Protocol to the Sharing Convention"]),
    },
    "fr": {
        "Le Ministère de l'Intérieur et la Banque Mondiale se sont réunis.": (["Ministère de l'Intérieur"], []),
        "La Commission Nationale et le Conseil de l'Europe ont écrit.": (["Conseil de l'Europe"], []),
        "Remercier le Conseil de l'Europe.": (["Conseil de l'Europe"], []),
        "Demander au Conseil de l'Europe une liste.": (["Conseil de l'Europe"], []),
        "Écrire aux Autorités des Ports.": ([], []),
    },
}  # fmt: skip


@pytest.mark.parametrize("language", ASKED)
def test_whoever_is_asked_is_named_without_the_deed_and_with_all_of_their_name(language: str) -> None:
    found = {}
    for text in ASKED[language]:
        reading = read(text, language)
        found[text] = [one.name for one in reading.bodies], [one.name for one in reading.mandates]
    assert found == ASKED[language]
