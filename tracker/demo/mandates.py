"""What the follow-ups of the demo implement. The resolutions, the strategy and the Security
Programme are real, the mechanisms stand in the communiqué; the later ones are invented."""

from dataclasses import dataclass
from datetime import date

from tracker.demo.story import Day
from tracker.kit.periods import Period, year_of


@dataclass(frozen=True)
class MandateStory:
    key: str
    kind: str
    title: str
    symbol: str = ""
    body: str = ""
    # A period: the day is not known.
    adopted_on: Day | Period | None = None
    valid_until: Day | None = None
    parties: tuple[str, ...] = ()
    link: str = ""
    text: str = ""
    paragraphs: tuple[tuple[str, str], ...] = ()


# fmt: off
MANDATES = (
    MandateStory(
        "punta_cana", "resolution", "Punta Cana Resolution on the Role of Customs in the Security Context", body="wco",
        text="Adopted by the Policy Commission in December 2015. Asks Customs administrations to take an active part "
             "in border security.",
    ),
    MandateStory(
        "cultural_objects", "resolution", body="wco", adopted_on=year_of(date(2016, 1, 1)),
        title="Council Resolution on the Role of Customs in Preventing Illicit Trafficking of Cultural Objects",
        text="Adopted by the Directors General of the member administrations. Points to the links between trafficking "
             "in cultural objects and other crime, and asks for cooperation with all who work on it.",
    ),
    MandateStory(
        "unscr_2347", "resolution", "Protection of cultural heritage in armed conflict", "S/RES/2347 (2017)",
        body="security_council", adopted_on=year_of(date(2017, 1, 1)), link="https://undocs.org/S/RES/2347(2017)",
        text="Adopted at the 7907th meeting. The first resolution of the Security Council on cultural heritage alone. "
             "It calls on the WCO and others to help Member States to prevent and counter the destruction and looting "
             "of cultural property, and trafficking in it.",
        paragraphs=(
            ("8", "Member States should prevent and counter trade in cultural property from armed conflicts."),
            ("9", "Member States should have effective laws and measures against trafficking in cultural property."),
            ("20", (
                "Calls on the WCO and other relevant international organizations to assist Member States in their "
                "efforts to prevent and counter destruction and looting of and trafficking in cultural property in "
                "all forms."
            )),
            ("22", "The Secretary-General should report on how the resolution is carried out."),
        ),
    ),
    MandateStory(
        "counter_terrorism", "strategy", "Counter-Terrorism Strategy", body="wco",
        text="What Customs can do against terrorism at the border, and what the Secretariat does for it.",
    ),
    MandateStory(
        "security_programme", "programme", "Security Programme", body="wco",
        text="For Members that ask for help to build up border security: passenger controls, improvised explosive "
             "devices, strategic trade controls, small arms, terrorist financing.",
    ),
    MandateStory("europol_mechanism", "agreement", "Cooperation mechanism with EUROPOL", parties=("wco", "europol")),
    MandateStory("frontex_mechanism", "agreement", "Cooperation mechanism with FRONTEX", parties=("wco", "frontex")),
    MandateStory("devco_mechanism", "agreement", "Cooperation mechanism with DG DEVCO", parties=("wco", "devco")),
    MandateStory("taxud_mechanism", "agreement", "Cooperation mechanism with DG TAXUD", parties=("wco", "taxud")),
    MandateStory(
        "work_plan", "work_plan", "Work plan on cultural objects", body="wco", adopted_on=-455, valid_until=282,
        text="The Enforcement Committee's plan of two years.",
        paragraphs=(
            ("1", "Keep one list of risk indicators for cultural objects and revise it every year."),
            ("2", "Hold a regional workshop in each region that asks for one."),
            ("3", "Keep the training material current, in all working languages."),
            ("4", "Report to each session what became of the decisions of the last one."),
        ),
    ),
    MandateStory(
        "cohort", "decision", "Regional pools of trainers", "CBC/11, decision 3", body="wco", adopted_on=-372,
        text="Each region names at least six trainers; the Secretariat accredits them within a year.",
    ),
    MandateStory(
        "data_charter", "decision", "Principles for the use of seizure data", "COUNCIL/19, decision 7", body="wco",
        adopted_on=-290, text="Data that Members report stay theirs: the Secretariat asks before it passes them on.",
    ),
    MandateStory(
        "japan_fund", "agreement", "Contribution of Japan Customs to the training programme",
        adopted_on=-245, valid_until=24, parties=("wco", "japan"),
        text="Pays for trainers and interpretation in Asia/Pacific. May be renewed once.",
    ),
    MandateStory(
        "postal_arrangement", "agreement", "Arrangement on advance data for postal items",
        adopted_on=-1170, valid_until=-75, parties=("wco", "upu"),
    ),
    MandateStory(
        "containers", "programme", "Container control, joint programme", adopted_on=-520, valid_until=400, body="unodc",
        parties=("wco", "unodc"),
    ),
)
