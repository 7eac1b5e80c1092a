"""The words by which a follow-up's kind, strength and condition are guessed, by language.

Patterns over folded words (see `fold`), each from the beginning of a word to the end of one. Where the language is not
known only what is written alike in both and means the same tells anything.
"""

from collections.abc import Mapping

from tracker.follow_ups.choices import Kind, Strength

EN, FR, UNKNOWN = "en", "fr", ""
Cues = Mapping[str, tuple[str, ...]]
# What stands between a verb and what it is done to, within a sentence.
NEAR = r"[^.;]{0,80}?\b"
DEEDS_EN = "to (?:speak|attend|participate|take part|join|address|chair|the|an?|its)"
DEEDS_FR = "a (?:intervenir|participer|assister|prendre part|presenter|presider|la|une?|l)"
PAPERS_EN = "(?:documents?|reports?|papers?|letters?|notes?|texts?|drafts?|proposals?|lists?|minutes|templates?)"
PAPERS_FR = "(?:documents?|rapports?|lettres?|notes?|textes?|projets?|propositions?|listes?)"
WRITES_FR = "(?:envoyer|envoie|enverra|enverront|soumettre|soumettra|diffuser|transmettre|transmettra|rediger|preparer)"

# The first kind that fits is taken.
KINDS: Mapping[str, Cues] = {
    EN: {
        Kind.INVITATION: (
            rf"invit(?:e|es|ed|ing|ation){NEAR}{DEEDS_EN}",
            rf"speak(?:s|ing)?{NEAR}at (?:the|an?|its)",
            "keynote",
            "panell?ists?",
        ),
        Kind.TRAINING: (
            "trainings?", "trainers?", "(?:to|will|shall) train", "curricul(?:um|a)", "capacity[ -]building",
            "e-learning", "(?<!the )(?<!of )courses? (?:on|for|in)",
        ),
        Kind.BRIEFING: ("brief(?:ed|ing|ings)", "(?:to|will|shall) brief"),
        Kind.COOPERATION: ("co-?operat(?:e|es|ed|ing|ion)", "partnerships?"),
        Kind.INFORMATION: (
            rf"(?:exchang|shar)(?:e|es|ed|ing){NEAR}(?:information|data|intelligence)",
            "(?:information|data|intelligence)[ -](?:exchange|sharing)",
        ),
        Kind.DOCUMENT: (
            rf"(?:send|submit|circulate|transmit|forward|draft|prepare|write|provide)(?:s|d|ted|ting|ing)?{NEAR}{PAPERS_EN}",
        ),
        Kind.MEETING: (
            rf"(?:convene|hold|organi[sz]e|schedule|arrange)s?{NEAR}(?:meetings?|sessions?|conferences?|seminars?)",
            "(?:to|will|shall) (?:meet|visit)",
            "next meeting",
        ),
        Kind.DECISION: (
            "deci(?:ded|des|sion) to", "(?:to|will|shall) (?:adopt|approve|endorse)",
            "(?:adopted|approved|endorsed) (?:the|an?)",
        ),
    },
    FR: {
        Kind.INVITATION: (
            rf"invit(?:e|es|ent|ee|ees|ait|a|er|ation){NEAR}{DEEDS_FR}",
            "prendre la parole",
        ),
        Kind.TRAINING: (
            "formations?", "former (?:les|des|ses|de)", "formateurs?", "formatrices?", "stages? (?:de formation|pour)",
            "renforcement des capacites",
        ),
        Kind.BRIEFING: ("exposes? (?:sur|de|du|oral)", "seances? d.information"),
        Kind.COOPERATION: ("cooper(?:ation|ations|er)", "partenariats?"),
        Kind.INFORMATION: (
            rf"(?:echang|partag)(?:e|er|es|eront|era){NEAR}(?:informations?|donnees|renseignements?)",
        ),
        Kind.DOCUMENT: (
            rf"{WRITES_FR}{NEAR}{PAPERS_FR}",
        ),
        Kind.MEETING: (
            rf"(?:convoquer|tenir|tiendra|organiser|organisera){NEAR}(?:reunions?|sessions?|conferences?|seminaires?)",
            "se (?:reunir|reunira|reuniront|rencontrer|revoir)", "prochaine reunion", "rendre visite",
        ),
        Kind.DECISION: ("decid(?:e|er|ent|a|era) (?:de|d)", "decision (?:de|d)", "(?:adopter|approuver|enteriner)a?"),
    },
    UNKNOWN: {
        Kind.INVITATION: ("invitations?",),
        Kind.TRAINING: ("curriculum", "e-learning"),
        Kind.COOPERATION: ("co-?operation",),
    },
}  # fmt: skip

# What a title begins with, which tells more than the words that follow: "Send the curriculum" is no training.
TITLES: Mapping[str, Cues] = {
    EN: {
        Kind.INVITATION: ("speak", "invite", "attend", "(?:accept|answer|decline) the invitation"),
        Kind.TRAINING: ("train",),
        Kind.BRIEFING: ("brief",),
        Kind.COOPERATION: ("co-?operate",),
        Kind.INFORMATION: ("exchange",),
        Kind.DOCUMENT: ("send", "draft", "write", "submit", "circulate", "translate", "forward"),
        Kind.MEETING: ("meet", "visit", "call", "convene", "receive"),
        Kind.DECISION: ("adopt", "approve", "endorse", "decide", "implement"),
        Kind.RECOMMENDATION: ("recommendation",),
    },
    FR: {
        Kind.INVITATION: ("intervenir", "inviter", "assister", "(?:accepter|decliner) l.invitation"),
        Kind.TRAINING: ("former",),
        Kind.BRIEFING: ("exposer",),
        Kind.COOPERATION: ("cooperer",),
        Kind.INFORMATION: ("echanger",),
        Kind.DOCUMENT: ("envoyer", "rediger", "ecrire", "soumettre", "diffuser", "traduire", "transmettre"),
        Kind.MEETING: ("rencontrer", "recevoir", "appeler", "convoquer", "rendre visite"),
        Kind.DECISION: ("adopter", "approuver", "enteriner", "decider", "appliquer"),
        Kind.RECOMMENDATION: ("recommandation",),
    },
    UNKNOWN: {},
}  # fmt: skip

# "As soon as possible" is no doubt, and neither is the month of May, which `fold` would make a verb.
STRENGTHS: Mapping[str, Cues] = {
    EN: {
        Strength.OFFERED: ("offer(?:ed|s)?",),
        Strength.EXPLORATORY: (
            "(?<!as )(?<!wherever )(?<!if )possible", "possibly", "possibilit(?:y|ies)", r"may(?! \d)", "might",
            "could", "hopefully", "perhaps", "explor(?:e|es|ed|ing)", "envisag(?:e|es|ed|ing)", "look into",
        ),
    },
    FR: {
        Strength.OFFERED: ("offr(?:e|ent|ait|ira)", "offert(?:e|es|s)?"),
        Strength.EXPLORATORY: (
            "(?<!que )(?<!tot )(?<!du )(?<!vite )(?<!si )possibles?", "possibilites?", "pourr(?:a|ait|aient|ions|ont)",
            "eventuel(?:s|le|les|lement)?", "peut-etre", "envisag(?:e|er|es|ee|ees|ent|eait)",
            "explor(?:e|er|es|ee|ees|ent)",
        ),
    },
    UNKNOWN: {},
}  # fmt: skip

# An invitation is an offer until it is accepted; whoever goes because they are invited has accepted it.
INVITES: Mapping[str, tuple[str, ...]] = {
    EN: (
        rf"invit(?:e|es|ed|ing)\b{NEAR}{DEEDS_EN}",
        rf"(?<!accept )(?<!accepted )(?<!accepts )(?:the |an? |its |his |her |their )invitation{NEAR}{DEEDS_EN}",
    ),
    FR: (
        rf"invit(?:e|es|ent|ee|ees|ait|a|er)\b{NEAR}{DEEDS_FR}",
        rf"(?<!accepte )(?<!accepter )(?<!accepta )(?:l.|une |son |sa |leur )invitation{NEAR}{DEEDS_FR}",
    ),
    UNKNOWN: (),
}

MEANS_EN = "(?:resources?|funds|funding|money|financing|budget|staff|means|finances?)"
MEANS_FR = "(?:ressources?|moyens?|fonds|credits?|financements?|budget|personnel)"
# What makes a follow-up conditional on resources.
CONDITIONS: Mapping[str, tuple[str, ...]] = {
    EN: (
        rf"(?:once|when|if|until|as soon as|provided|subject to|depending on|in case){NEAR}{MEANS_EN}",
        rf"{MEANS_EN} permitting",
    ),
    FR: (
        rf"(?:des que|lorsque|une fois|si|quand|sous reserve|a condition|pourvu|selon|en fonction){NEAR}{MEANS_FR}",
        rf"{MEANS_FR} le permettant",
    ),
    UNKNOWN: (),
}
