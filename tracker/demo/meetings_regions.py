"""Regional workshops."""

from tracker.demo.story import MeetingStory, began, dated, done, edited, follow_up, noted, waits

# fmt: off
AMMAN = MeetingStory(
    title="Regional workshop on cultural objects, Amman", kind="workshop", on=-430, lasts=2, logged=-424, by="claire",
    place="Amman", text="amman", people=("claire", "mariam", "rania", "salma", "fadi", "emile"),
    follow_ups=[
        follow_up(
            "Turn the seven cases into exercises", "training", owner="mariam", unit="capacity", due_on=-340,
            quote="will turn the seven cases into exercises for the training material",
            mandates=("work_plan 3", "unscr_2347"), then=[began(-410, "amina"), done(-345, "amina")],
        ),
        follow_up(
            "List of museums that answer outside office hours", "document", owner="emile", partner="icom",
            owed_by="partner", due_on=-390, quote="a list of museums in the region that answer calls from Customs",
            then=[waits(-420, "claire", "icom", -392), done(-380, "claire", "Nine museums. It is short.")],
        ),
        follow_up(
            "National workshop in Lebanon", "training", owner="mariam", unit="capacity", partner="lebanon",
            conditional=True, quote="ready to help provided that a donor is found for travel and interpretation",
            mandates=("work_plan 2",),
            then=[
                noted(-240, "amina", "Two donors asked, none has answered."),
                edited(-165, "amina", "Italy pays travel and interpretation.", conditional=False, due_on=-90),
                began(-140, "amina"), dated(-95, "amina", -48), done(-47, "amina", "Thirty-one participants."),
            ],
        ),
        follow_up(
            "Issue the glossary of object types in Arabic", "document", owner="salma", partner="rocb_mena", due_on=-250,
            quote="the glossary of object types be issued in Arabic as well", mandates=("work_plan 3",),
            then=[began(-330, "claire"), dated(-255, "claire", -215), done(-214, "claire")],
        ),
        follow_up(
            "Name the two trainers for the pool of the region", "other", owner="rania", partner="jordan",
            owed_by="partner", due_on=-395, quote="will confirm their names in writing",
            then=[waits(-415, "claire", "jordan", -390), noted(-389, "claire", "Reminder sent."), done(-29, "claire")],
        ),
        follow_up(
            "Report at the meeting of heads of training of the region", "invitation", owner="claire",
            unit="enforcement", partner="jordan", due_on=-300,
            quote="invited the Secretariat to report on the workshop", then=[done(-299, "claire")],
        ),
    ],
)

ABIDJAN = MeetingStory(
    title="Atelier régional sur les objets culturels, Abidjan", kind="workshop", on=-190, lasts=2, logged=-184,
    by="jean",
    place="Abidjan", text="abidjan", language="fr", people=("jean", "mariam", "adama", "awa"),
    follow_ups=[
        follow_up(
            "Compléter les fiches par des objets de la région", "document", owner="mariam", unit="capacity",
            partner="rocb_africa", due_on=-66, mandates=("work_plan 3",),
            quote="ont demandé au Secrétariat de compléter les fiches par des objets de la région",
            then=[
                began(-170, "jean"), dated(-70, "jean", -15, "Le musée a livré les photographies avec retard."),
                noted(-13, "jean", "Vingt fiches sur trente sont prêtes."),
            ],
        ),
        follow_up(
            "Note d’une page sur la lecture des déclarations postales", "document", owner="jean", unit="facilitation",
            partner="rocb_africa", due_on=-160,
            quote="rédigera une note d’une page sur la lecture des déclarations postales",
            then=[began(-175, "jean"), done(-162, "jean")],
        ),
        follow_up(
            "Visite d’étude à Dakar pour six agents", "training", owner="jean", unit="capacity", partner="senegal",
            strength="offered", conditional=True,
            quote="a offert d’accueillir une visite d’étude de trois jours pour six agents",
            then=[noted(-45, "amina", "Le budget de cette année ne le permet pas.")],
        ),
        follow_up(
            "Étudier le coût d’une version française de la plateforme", "decision", owner="jonas",
            unit="administration",
            quote="étudiera le coût d’une version française", due_on=-100,
            then=[
                began(-150, "jonas"), done(-101, "jonas"),
                noted(-98, "jean", "À présenter au Comité avec deux variantes."),
            ],
        ),
    ],
)
