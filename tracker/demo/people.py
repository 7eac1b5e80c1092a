"""Who meets whom. The two of the visit of 2018 are themselves; everybody else is invented."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Post:
    key: str
    name: str
    organisation: str
    title: str
    since: date | None = None
    until: date | None = None


# fmt: off
PEOPLE = (
    Post("mikuriya", "Kunio Mikuriya", "wco", "Secretary General", date(2009, 1, 1), date(2023, 12, 31)),
    Post("kerchove", "Gilles de Kerchove", "coordinator", "EU Counter-Terrorism Coordinator",
         date(2007, 9, 19), date(2021, 9, 30)),
    Post("hana", "Hana Kobayashi", "cabinet", "Head of Cabinet"),
    Post("sipho", "Sipho Dlamini", "communication", "Communication Officer"),
    Post("tomasz", "Tomasz Wilk", "enforcement", "Intelligence Analyst"),
    Post("mariam", "Mariam Sow", "capacity", "Training Coordinator"),
    Post("diego", "Diego Ferrer", "tariff", "Technical Officer"),
    Post("ingrid", "Ingrid Aas", "administration", "Legal Adviser"),
    Post("helena", "Helena Brandt", "coordinator", "Adviser"),
    # Entered a second time with a slip of the pen: the directory finds the two, and they can be merged.
    Post("helena_again", "Helena Brand", "coordinator", "Adviser"),
    Post("sofia", "Sofia Lindqvist", "taxud", "Head of Unit, Risk Management"),
    Post("benoit", "Benoît Carlier", "taxud", "Policy Officer"),
    Post("aoife", "Aoife Brennan", "devco", "Programme Manager"),
    Post("katrin", "Katrin Vogel", "europol", "Liaison Officer"),
    Post("pieter", "Pieter van Aalst", "europol", "Senior Specialist, Cultural Goods"),
    Post("marek", "Marek Zielinski", "frontex", "Head of Sector, Customs Cooperation"),
    Post("rosa", "Rosa Meireles", "unesco", "Programme Specialist"),
    Post("daniel", "Daniel Okoro", "unodc", "Programme Coordinator, Container Control"),
    Post("priya", "Priya Raman", "cted", "Legal Officer"),
    Post("nadia", "Nadia Steiner", "upu", "Postal Security Expert"),
    Post("wen", "Wen Li", "interpol", "Coordinator, Works of Art"),
    Post("emile", "Émile Fournel", "icom", "Project Coordinator"),
    Post("salma", "Salma Idrissi", "rocb_mena", "Head of Office"),
    Post("adama", "Adama Koné", "rocb_africa", "Chef du bureau"),
    Post("arun", "Arun Chaiyasit", "rocb_asia", "Head of Office"),
    Post("jurgen", "Jürgen Pohl", "rilo_europe", "Head of Office"),
    Post("els", "Els Vermeulen", "belgium", "Adviser General"),
    Post("chiara", "Chiara Bonetti", "italy", "Director, Investigations"),
    Post("sander", "Sander Mulder", "netherlands", "Chair of the Enforcement Committee"),
    Post("yuto", "Yuto Hayashi", "japan", "Director for International Affairs"),
    Post("minji", "Minji Han", "korea", "Deputy Director, Cooperation"),
    Post("rania", "Rania Khalaf", "jordan", "Director of Training"),
    Post("zaid", "Zaid Haddadin", "jordan", "Director General"),
    Post("fadi", "Fadi Nassar", "lebanon", "Head of Division"),
    Post("grace", "Grace Wambui", "kenya", "Deputy Commissioner, Border Control"),
    Post("ousmane", "Ousmane Diop", "senegal", "Directeur général"),
    Post("awa", "Awa Ndiaye", "senegal", "Directrice du renseignement"),
)

# How some of them are reached: telephone, e-mail.
REACHED = {
    "claire": ("+32 2 555 01 12", ""),
    "jean": ("+32 2 555 01 18", ""),
    "amina": ("+32 2 555 01 04", ""),
    "noor": ("+32 2 555 01 31", ""),
    "jonas": ("+32 2 555 01 40", ""),
    "hana": ("+32 2 555 01 02", "hana@suivi.example"),
    "sipho": ("+32 2 555 01 33", "sipho@suivi.example"),
    "tomasz": ("+32 2 555 01 15", "tomasz@suivi.example"),
    "mariam": ("+32 2 555 01 07", "mariam@suivi.example"),
    "diego": ("+32 2 555 01 21", "diego@suivi.example"),
    "ingrid": ("+32 2 555 01 42", "ingrid@suivi.example"),
    "kerchove": ("", "gilles.dekerchove@council.example"),
    "helena": ("+32 2 555 09 61", "helena.brandt@council.example"),
    "sofia": ("+32 2 555 08 27", "sofia.lindqvist@taxud.example"),
    "benoit": ("", "benoit.carlier@taxud.example"),
    "aoife": ("+32 2 555 08 70", "aoife.brennan@devco.example"),
    "katrin": ("+31 70 555 0144", "katrin.vogel@europol.example"),
    "pieter": ("+31 70 555 0160, mobile +31 6 5550 1160", "pieter.vanaalst@europol.example"),
    "marek": ("+48 22 555 01 80", "marek.zielinski@frontex.example"),
    "rosa": ("+33 1 55 50 01 23", "r.meireles@unesco.example"),
    "daniel": ("+43 1 555 0177 ext. 12", "daniel.okoro@unodc.example"),
    "priya": ("", "raman@cted.example"),
    "wen": ("+33 4 55 50 01 19", "wen.li@interpol.example"),
    "rania": ("+962 6 555 0119", "r.khalaf@customs.jordan.example"),
    "grace": ("+254 20 555 0108", ""),
    "yuto": ("+81 3 5550 0142", "hayashi@customs.japan.example"),
    "awa": ("+221 33 555 01 09", "awa.ndiaye@douanes.senegal.example"),
}
