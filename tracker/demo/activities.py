"""Work that no meeting asked for, all of it invented: the curriculum of 2017 stands with the communiqué."""

from tracker.demo.story import ActivityStory, activity, edited

# fmt: off
ACTIVITIES: tuple[ActivityStory, ...] = (
    activity(
        "Container profiling course for the port of Mombasa", on=-508, until=-504, logged=-500, by="jean",
        unit="enforcement", partner="unodc", place="Mombasa", reached=18, mandates=("containers",),
    ),
    activity(
        "Passenger control workshop for airport teams", on=-486, until=-484, logged=-480, by="claire",
        done_by="tomasz", unit="enforcement", place="Brussels", reached=31, mandates=("security_programme",),
    ),
    activity(
        "Briefing on cultural objects for new attachés", on=-471, logged=-470, by="claire", done_by="claire",
        unit="enforcement", place="WCO Headquarters, Brussels", reached=22, mandates=("cultural_objects",),
    ),
    activity(
        "List of risk indicators, first edition printed and sent to all Members", on=-440, until=-421, logged=-420,
        by="claire", done_by="tomasz", unit="enforcement", mandates=("work_plan 1",),
    ),
    activity(
        "Course on sampling and holding seized objects", on=-433, until=-429, logged=-425, by="amina",
        done_by="mariam", unit="capacity", partner="italy", place="Rome", reached=16,
        mandates=("work_plan 3", "unscr_2347 8"),
    ),
    activity(
        "Lecture at the summer school on heritage law", on=-415, logged=-414, by="claire", done_by="ingrid",
        unit="administration", place="Geneva", reached=60, mandates=("cultural_objects",),
    ),
    activity(
        "Regional workshop for the Middle East and North Africa", on=-398, until=-395, logged=-390, by="amina",
        done_by="mariam", unit="capacity", partner="rocb_mena", place="Amman", reached=27,
        mandates=("work_plan 2", "unscr_2347 9"), then=[edited(-380, "amina", reached=29)],
    ),
    activity(
        "Small arms: guide for examining officers translated into Arabic", on=-377, until=-350, logged=-349,
        by="claire", unit="enforcement", mandates=("security_programme",),
    ),
    activity(
        "Accreditation of the first twelve trainers", on=-333, until=-331, logged=-330, by="amina", done_by="mariam",
        unit="capacity", partner="rocb_africa", place="Abidjan", reached=12, mandates=("cohort",),
    ),
    activity(
        "Answer to the questionnaire of the Counter-Terrorism Committee", on=-321, logged=-320, by="claire",
        done_by="claire", unit="enforcement", partner="cted", mandates=("unscr_2347 22", "counter_terrorism"),
    ),
    activity(
        "Visit to the border post at Jaber with Jordan Customs", on=-309, until=-307, logged=-303, by="amina",
        done_by="mariam", unit="capacity", partner="jordan", place="Jaber", reached=9, mandates=("security_programme",),
    ),
    activity(
        "Online course on cultural objects, English edition opened", on=-288, logged=-287, by="amina", unit="capacity",
        reached=412, mandates=("work_plan 3", "cultural_objects"),
        detail="Figures are those of the first half year: officers who finished all six units.",
    ),
    activity(
        "Notice to Members: how the Secretariat asks before it passes seizure data on", on=-270, logged=-269,
        by="jean", done_by="jean", unit="facilitation", mandates=("data_charter",),
    ),
    activity(
        "Regional workshop for West and Central Africa", on=-252, until=-249, logged=-245, by="amina", unit="capacity",
        partner="rocb_africa", place="Dakar", reached=33, mandates=("work_plan 2",),
    ),
    activity(
        "Exhibition on returned objects in the entrance hall", on=-238, until=-210, logged=-236, by="claire",
        done_by="sipho", unit="communication", partner="icom", place="WCO Headquarters, Brussels", reached=1350,
        mandates=("cultural_objects",),
    ),
    activity(
        "Trainers for Asia/Pacific prepared with Japan Customs", on=-221, until=-217, logged=-214, by="amina",
        done_by="mariam", unit="capacity", partner="japan", place="Kashiwa", reached=14,
        mandates=("japan_fund", "cohort"),
    ),
    activity(
        "Joint risk analysis exercise with FRONTEX", on=-203, until=-202, logged=-200, by="jean", done_by="tomasz",
        unit="enforcement", partner="frontex", place="Warsaw", reached=11, mandates=("frontex_mechanism",),
    ),
    activity(
        "Consultation with two administrations on a pending case", on=-190, logged=-189, by="amina", unit="enforcement",
        partner="interpol", classification="restricted", mandates=("unscr_2347 8",),
    ),
    activity(
        "List of risk indicators revised with EUROPOL", on=-176, until=-155, logged=-154, by="claire",
        done_by="tomasz", unit="enforcement", partner="europol", mandates=("work_plan 1", "europol_mechanism"),
    ),
    activity(
        "Controlled delivery seminar", on=-141, until=-139, logged=-136, by="jean", unit="enforcement",
        partner="netherlands", place="Rotterdam", reached=24, mandates=("security_programme", "containers"),
    ),
    activity(
        "Container units of five ports brought together", on=-122, until=-120, logged=-117, by="jean",
        unit="enforcement", partner="unodc", place="Dakar", reached=38, mandates=("containers",),
    ),
    activity(
        "Regional workshop for Asia/Pacific", on=-96, until=-93, logged=-90, by="amina", done_by="arun",
        unit="capacity", partner="rocb_asia", place="Bangkok", reached=41, mandates=("work_plan 2", "japan_fund"),
    ),
    activity(
        "Film on recognising forged provenance papers", on=-75, until=-60, logged=-59, by="amina", done_by="sipho",
        unit="communication", mandates=("work_plan 3",),
    ),
    activity(
        "Model clause for national law offered to Members", on=-48, logged=-47, by="claire", done_by="ingrid",
        unit="administration", partner="unesco", mandates=("unscr_2347 9",),
    ),
    activity(
        "Refresher for accredited trainers", on=-33, until=-32, logged=-30, by="amina", done_by="mariam",
        unit="capacity", place="Online", reached=26, mandates=("cohort", "work_plan 3"),
    ),
    activity(
        "Helpdesk for officers who hold a doubtful object", on=-26, until=-5, logged=-4, by="claire", done_by="claire",
        unit="enforcement", partner="icom", reached=37, mandates=("work_plan 3", "unscr_2347 8"),
    ),
)
