"""The directory of the demo: the organisation itself, its partners as trees. A parent stands above its parts."""

# fmt: off
# Key, name, short name, key of the parent.
OURS = (
    ("wco", "World Customs Organization", "WCO", ""),
    ("cabinet", "Office of the Secretary General", "OSG", "wco"),
    ("communication", "Communication Service", "COM", "cabinet"),
    ("compliance", "Compliance and Facilitation Directorate", "CFD", "wco"),
    ("enforcement", "Enforcement and Compliance Sub-Directorate", "ECS", "compliance"),
    ("facilitation", "Procedures and Facilitation Sub-Directorate", "PFS", "compliance"),
    ("tariff", "Tariff and Trade Affairs Directorate", "TTA", "wco"),
    ("capacity", "Capacity Building Directorate", "CBD", "wco"),
    ("administration", "Division of Administration and Personnel", "ADP", "wco"),
)

PARTNERS = (
    ("eu", "European Union", "EU", ""),
    ("council", "Council of the European Union", "", "eu"),
    ("coordinator", "Office of the EU Counter-Terrorism Coordinator", "EU CTC", "council"),
    ("commission", "European Commission", "EC", "eu"),
    ("devco", "Directorate-General for International Cooperation and Development", "DG DEVCO", "commission"),
    ("taxud", "Directorate-General for Taxation and Customs Union", "DG TAXUD", "commission"),
    ("europol", "European Union Agency for Law Enforcement Cooperation", "EUROPOL", "eu"),
    ("frontex", "European Border and Coast Guard Agency", "FRONTEX", "eu"),
    ("un", "United Nations", "UN", ""),
    ("security_council", "United Nations Security Council", "UNSC", "un"),
    ("cted", "Counter-Terrorism Committee Executive Directorate", "CTED", "security_council"),
    ("unesco", "United Nations Educational, Scientific and Cultural Organization", "UNESCO", "un"),
    ("unodc", "United Nations Office on Drugs and Crime", "UNODC", "un"),
    ("upu", "Universal Postal Union", "UPU", "un"),
    ("interpol", "International Criminal Police Organization", "INTERPOL", ""),
    ("icom", "International Council of Museums", "ICOM", ""),
    ("regions", "WCO regional entities", "", ""),
    ("rocb_mena", "Regional Office for Capacity Building, Middle East and North Africa", "ROCB MENA", "regions"),
    ("rocb_africa", "Regional Office for Capacity Building, West and Central Africa", "ROCB WCA", "regions"),
    ("rocb_asia", "Regional Office for Capacity Building, Asia/Pacific", "ROCB A/P", "regions"),
    ("rilo_europe", "Regional Intelligence Liaison Office, Western Europe", "RILO WE", "regions"),
    ("members", "Member administrations", "", ""),
    ("belgium", "Belgian Customs and Excise", "", "members"),
    ("italy", "Italian Customs and Monopolies Agency", "Italian Customs", "members"),
    ("netherlands", "Customs Administration of the Netherlands", "", "members"),
    ("japan", "Japan Customs", "", "members"),
    ("korea", "Korea Customs Service", "", "members"),
    ("jordan", "Jordan Customs", "", "members"),
    ("lebanon", "Lebanese Customs", "", "members"),
    ("kenya", "Kenya Revenue Authority", "", "members"),
    ("senegal", "Direction générale des douanes du Sénégal", "Douanes sénégalaises", "members"),
)

# By whose calendar each works; a part works as the whole does.
COUNTRIES = {
    "wco": "BE", "eu": "BE", "europol": "NL", "frontex": "PL", "unesco": "FR", "unodc": "AT", "upu": "CH",
    "interpol": "FR", "icom": "FR", "rocb_mena": "AE", "rocb_africa": "CI", "rilo_europe": "DE", "belgium": "BE",
    "italy": "IT", "netherlands": "NL", "japan": "JP", "korea": "KR", "jordan": "JO", "lebanon": "LB", "kenya": "KE",
    "senegal": "SN",
}

WEBSITES = {
    "wco": "https://www.wcoomd.org", "eu": "https://european-union.europa.eu",
    "europol": "https://www.europol.europa.eu",
    "frontex": "https://www.frontex.europa.eu", "un": "https://www.un.org", "unesco": "https://www.unesco.org",
    "unodc": "https://www.unodc.org", "upu": "https://www.upu.int", "interpol": "https://www.interpol.int",
    "icom": "https://icom.museum",
}
