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
