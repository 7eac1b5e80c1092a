"""Visits of member administrations to Headquarters."""

from tracker.demo.story import (
    MeetingStory,
    began,
    dated,
    declined,
    done,
    edited,
    follow_up,
    given,
    lapsed,
    noted,
    waits,
)

# fmt: off
SENEGAL = MeetingStory(
    title="Visite du Directeur général des douanes du Sénégal", kind="visit", on=-486, logged=-483, at="10:00",
    by="jean",
    place="Siège de l’OMD, Bruxelles", text="senegal", language="fr",
    people=("hana", "jean", "amina", "ousmane", "awa"),
    follow_ups=[
        follow_up(
            "Remettre le dossier anonymisé de la saisie des statuettes", "document", owner="awa", partner="senegal",
            owed_by="partner", due_on=-420, mandates=("cultural_objects",),
            quote="Le Sénégal remettra au Secrétariat un dossier anonymisé de la saisie des statuettes",
            then=[
                waits(-470, "jean", "senegal", -422),
                noted(-418, "jean", "Le procureur n’a pas encore donné son accord."),
                noted(-150, "jean", "L’accord du procureur est arrivé. Le dossier suit."), done(-138, "jean"),
            ],
        ),
        follow_up(
            "Proposer des dates et un programme pour l’atelier d’Abidjan", "meeting", owner="jean", unit="capacity",
            partner="rocb_africa", due_on=-455, quote="Le Secrétariat proposera des dates et un programme",
            mandates=("cultural_objects",), then=[began(-478, "jean"), done(-456, "jean")],
        ),
        follow_up(
            "Stage de deux semaines pour deux analystes", "training", owner="mariam", unit="capacity",
            partner="senegal",
            conditional=True, quote="un stage de deux semaines pour deux analystes",
            then=[
                edited(-350, "amina", "Le voyage est financé.", conditional=False, due_on=-280),
                began(-300, "amina"), done(-281, "amina", "Deux stagiaires, deux semaines."),
            ],
        ),
        follow_up(
            "Transmettre le guide de gestion des risques en français", "document", owner="jean", unit="facilitation",
            partner="senegal", due_on=-470, quote="transmettra le guide de gestion des risques",
            then=[done(-473, "jean")],
        ),
        follow_up(
            "Conférence des directeurs généraux de la région", "invitation", owner="hana", unit="cabinet",
            partner="senegal", strength="offered",
            quote="a invité le Secrétaire général à la conférence des directeurs généraux",
            then=[dated(-440, "jean", -360), lapsed(-355, "jean", "La date n’a pas convenu.")],
        ),
    ],
)

JAPAN = MeetingStory(
    title="Visit of Japan Customs", kind="visit", on=-238, logged=-235, at="11:00", by="jean", text="japan",
    place="WCO Headquarters, Brussels", people=("hana", "amina", "jean", "yuto"),
    follow_ups=[
        follow_up(
            "First report on the use of the contribution", "document", owner="mariam", unit="capacity", partner="japan",
            due_on=-58, quote="the first report is due", mandates=("japan_fund",),
            then=[began(-80, "amina"), done(-59, "amina")],
        ),
        follow_up(
            "Propose a week for the accreditation in Tokyo", "training", owner="mariam", unit="capacity", due_on=-88,
            partner="japan", quote="will propose a week together with the Regional Office",
            mandates=("cohort", "japan_fund"),
            then=[
                began(-200, "amina"), dated(-90, "amina", -12, "The rooms are taken until then."),
                noted(-10, "jean", "Two weeks are possible. Bangkok has not answered."),
            ],
        ),
        follow_up(
            "Send the job description for a secondment in analysis", "document", owner="hana", unit="cabinet",
            partner="japan", due_on=-210,
            quote="A job description for a secondment in the field of analysis will be sent",
            then=[done(-207, "jean")],
        ),
        follow_up(
            "Second edition of the list of indicators in Japanese", "document", owner="yuto", partner="japan",
            owed_by="partner", strength="offered", due_on=45,
            quote="Japan will translate the list of risk indicators into Japanese",
            then=[waits(-110, "jean", "japan", 20)],
        ),
        follow_up(
            "Demonstrate maps of seizures to the analysts of the regions", "training", owner="tomasz",
            unit="enforcement",
            partner="japan", due_on=-100, quote="a demonstration for the analysts of the regional offices",
            then=[
                began(-180, "jean"), dated(-105, "jean", -20),
                dated(-22, "jean", 33, "The regional offices asked for a date after their own meeting."),
            ],
        ),
    ],
)

JORDAN = MeetingStory(
    title="Visit of the Director General of Jordan Customs", kind="visit", on=-60, logged=-57, at="10:30", by="claire",
    text="jordan", place="WCO Headquarters, Brussels", people=("hana", "claire", "amina", "zaid", "rania"),
    follow_ups=[
        follow_up(
            "Confirm the two trainers from Jordan and plan their first course", "training", owner="claire",
            unit="capacity", partner="jordan", due_on=-30, mandates=("cohort",),
            quote="the Secretariat will then confirm the two trainers and plan their first course",
            then=[
                waits(-50, "claire", "jordan", -32), began(-29, "claire"), dated(-29, "claire", -2, "Names came late."),
                given(-15, "amina", "mariam"), given(-14, "amina", "claire"),
            ],
        ),
        follow_up(
            "Put Jordan in touch with a laboratory in Italy", "other", owner="claire", unit="enforcement",
            partner="jordan", due_on=-40, quote="it will put Jordan in touch with a Member that has",
            then=[done(-43, "claire", "Ms. Bonetti and Ms. Khalaf have spoken.")],
        ),
        follow_up(
            "Study of passenger traffic at one land border", "cooperation_area", owner="jean", unit="facilitation",
            partner="jordan", strength="exploratory", conditional=True, mandates=("security_programme",),
            quote="a study of passenger traffic at one land border",
        ),
        follow_up(
            "Open the meeting of heads of Customs of the region", "invitation", owner="hana", unit="cabinet",
            partner="jordan", due_on=-10, quote="invited the Secretary General to open the meeting of heads of Customs",
            then=[declined(-41, "amina", "The diary is full that month: a video message was sent instead.")],
        ),
        follow_up(
            "Record the video message for the heads of Customs", "other", on=-40, by="amina", owner="sipho",
            unit="communication", partner="jordan", due_on=-20, then=[began(-26, "amina"), done(-21, "amina")],
        ),
    ],
)
