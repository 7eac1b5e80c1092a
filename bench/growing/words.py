"""The words that grown rows are made of: as many different titles as a busy house would write.

They are as hard to tell apart as real ones. Of 520 sentences of real minutes, each of which asks for something, four
letters of a word fit 3.4 others, two letters of each of two 1.5, the first letters of four 0.3; of as many titles that
are made here 3.0, 1.9 and 0.3 others.
"""

from datetime import date, timedelta
from random import Random

from bench.growing.names import name

# What searches ask for: a word that one follow-up in some twenty holds, and one that fifty in a million do.
COMMON = "course"
RARE = "palimpsest"
RARE_EVERY, FIRST_RARE = 20_000, 500

# Half of those of training hold the common word.
DEEDS = {
    "invitation": (
        "Speak at", "Send an expert to", "Open", "Chair a session of", "Take part in", "Host the seminar on",
        "Answer the invitation to", "Join the panel on", "Name a speaker for", "Attend the conference on",
    ),
    "cooperation_area": (
        "Explore cooperation on", "Agree on a contact for", "Prepare an arrangement on", "Identify common work on",
        "Consult the legal office on", "Examine whether to join work on", "Launch a pilot on", "Map what is done on",
    ),
    "training": (
        "Train officers in", "Translate the course on", "Send trainers for", "Repeat the course on",
        "Organise a workshop on", "Update the course on", "Coach the instructors of", "Offer the course on",
    ),
    "briefing": (
        "Brief the delegation on", "Present figures on", "Report to the board on", "Inform the members of",
        "Give an overview of", "Update the committee on", "Explain the new rules on", "Show the results of",
    ),
    "information_exchange": (
        "Share the list of", "Send figures on", "Open the database of", "Exchange cases of", "Circulate the summary of",
        "Forward the questionnaire on", "Provide statistics on", "Collect replies on", "Compare notes on",
    ),
    "document": (
        "Draft a paper on", "Review the guidelines on", "Send comments on", "Publish the study of",
        "Finalise the text on",
        "Revise the manual of", "Edit the handbook on", "Complete the inventory of", "Write the terms of reference for",
    ),
    "meeting": (
        "Call a meeting on", "Arrange a visit about", "Hold a second round on", "Convene the working group on",
        "Schedule a video call about", "Plan the mission about", "Fix a date for talks on",
        "Book a room for the day on",
    ),
    "decision": (
        "Put into force the decision on", "Report on the decision about", "Amend the rules on",
        "Adopt the criteria for",
        "Submit the resolution on", "Approve the budget for", "Extend the mandate on", "Withdraw the reservation on",
    ),
    "recommendation": (
        "Consider the recommendation on", "Answer the auditors about", "Adopt the proposal on", "Take up the advice on",
    ),
    "other": (
        "Answer the letter about", "Name somebody for", "Find out about", "Close the file on", "Check the contract for",
        "Order equipment for", "Recruit a consultant for", "Verify the invoice for", "Monitor progress of",
        "Follow the case of", "Look into", "Return the documents on",
    ),
}  # fmt: skip
SUBJECTS = (
    "risk profiles", "cultural goods", "postal parcels", "border posts", "sealed containers", "rules of origin",
    "dual-use goods", "trade in waste", "protected species", "passenger data", "single windows", "free zones",
    "laboratory methods", "detector dogs", "scanning images", "advance declarations", "transit guarantees",
    "small consignments", "counterfeit medicines", "air cargo", "cash couriers", "valuation rulings", "port calls",
    "règles d'origine", "façade inspections", "coöperation at sea",
)  # fmt: skip
# A house is not about two dozen matters alone: most titles speak of one that is made of these.
OF_WHAT = (
    "annual", "bonded", "chemical", "coastal", "digital", "electronic", "excise", "family", "fiscal", "forestry",
    "gender", "harmonised", "humanitarian", "inland", "joint", "juvenile", "key", "legal", "licensed", "maritime",
    "medical", "mobile", "national", "nuclear", "open", "overdue", "private", "public", "quality", "radio", "railway",
    "rural", "seasonal", "shared", "social", "tariff", "temporary", "tobacco", "urban", "veterinary", "voluntary",
    "water", "youth",
)  # fmt: skip
MATTERS = (
    "accounts", "agents", "alerts", "archives", "audits", "awards", "benchmarks", "cards", "certificates", "claims",
    "contracts", "controls", "debts", "deposits", "drills", "emissions", "exemptions", "expenses", "fees", "fuels",
    "grants", "harvests", "identities", "imports", "indicators", "interviews", "jurisdictions", "kits", "labels",
    "licences", "loans", "maps", "networks", "observers", "offices", "patrols", "permits", "prices", "quotas",
    "records", "refunds", "registers", "samples", "seizures", "standards", "surveys", "tenders", "transfers", "users",
    "vehicles", "vessels", "warehouses", "workers",
)  # fmt: skip
SHARE_OF_KNOWN_SUBJECTS = 0.6
TURNS = (
    "in the northern region", "for newcomers", "with the coast guard", "before the winter session",
    "in three languages", "for island members", "after the pilot", "at the request of the chair",
    "in small administrations",
    "for the second phase", "with figures of last year", "on the western corridor", "for the working group", "à Genève",
)  # fmt: skip
# Of the demo's titles, written by hand, nineteen in twenty hold a word that no other has.
SHARE_NAMED, SHARE_NUMBERED = 0.75, 0.15
NAMED = (
    "in {}", "at the port of {}", "with {}", "for the {} project", "asked for by {}", "after the visit of {}",
    "between {} and {}", "on the road to {}",
)  # fmt: skip
FIRST_DAY = date(2014, 1, 6)
PLACES = ("Headquarters", "Brussels", "Geneva", "Vienna", "Nairobi", "Lyon", "Québec", "Suva", "Online", "")
MEETINGS = {
    "visit": "Visit of",
    "bilateral": "Talks with",
    "committee": "Committee session with",
    "council": "Council session with",
    "workshop": "Workshop with",
    "call": "Call with",
    "internal": "Preparation of talks with",
}
BODIES = ("Agency", "Ministry", "Office", "Commission", "Institute", "Service", "Authority", "Secretariat")
FIELDS = ("Customs", "Trade", "Health", "Transport", "Ports", "Statistics", "Standards", "Fisheries", "Energy", "Post")
LANDS = (
    "Arvonia", "Belmark", "Cordale", "Drevia", "Estmark", "Fenland", "Gravia", "Holmia", "Istrana", "Jorvik", "Karelia",
    "Lumbria", "Morava", "Norvale", "Ostrava", "Pelagia", "Quintia", "Rovania", "Sylvania", "Tarsia", "Umbria",
)  # fmt: skip
PARTS = ("Directorate", "Division", "Unit", "Section", "Regional office", "Liaison office")
FIRST_NAMES = (
    "Ada", "Bela", "Chidi", "Dana", "Élise", "Farid", "Gita", "Hugo", "Inés", "Joao", "Kira", "Lars", "Mona", "Nils",
    "Olga", "Pavel", "Qing", "Rosa", "Samir", "Tala", "Uwe", "Vera", "Wanda", "Ximena", "Yusuf", "Zoë",
)  # fmt: skip
LAST_NAMES = (
    "Abebe", "Bianchi", "Costa", "Dimitrov", "Eriksen", "Fournier", "García", "Horvat", "Ivanova", "Jansen", "Kamau",
    "Lefèvre", "Moreau", "Nguyen", "Okafor", "Petrov", "Quiroga", "Rossi", "Suzuki", "Tanaka", "Ueda", "Varga", "Weber",
    "Yilmaz", "Zhang", "Öztürk",
)  # fmt: skip
POSTS = ("Director", "Head of Unit", "Adviser", "Technical Officer", "Liaison Officer", "Analyst", "Deputy Director")
SENTENCES = (
    "The chair thanked all present and recalled the aims of the last meeting.",
    "Figures for the past year were presented and noted.",
    "Several speakers stressed how much the members expect of this work.",
    "It was recalled that funds for travel are short this year.",
    "A lively exchange followed on what had been learnt in the pilot countries.",
    "The next meeting will be held when both sides have news to share.",
)


def person_name(random: Random) -> str:
    return f"{random.choice(FIRST_NAMES)} {random.choice(LAST_NAMES)}"


def organisation_name(random: Random) -> str:
    return f"{random.choice(FIELDS)} {random.choice(BODIES)} of {random.choice(LANDS)}"


def follow_up_title(random: Random, kind: str, number: int) -> str:
    """`number` counts the follow-ups that are made."""
    turn = f"with a note on the {RARE}" if number % RARE_EVERY == FIRST_RARE else _turn(random)
    return f"{random.choice(DEEDS[kind])} {_subject(random)} {turn}"


def _subject(random: Random) -> str:
    if random.random() < SHARE_OF_KNOWN_SUBJECTS:
        return random.choice(SUBJECTS)
    return f"{random.choice(OF_WHAT)} {random.choice(MATTERS)}"


def _turn(random: Random) -> str:
    """What tells it apart: mostly a name, sometimes a number or a day."""
    chance = random.random()
    if chance < SHARE_NAMED:
        return random.choice(NAMED).format(name(random), name(random))
    if chance > SHARE_NAMED + SHARE_NUMBERED:
        return random.choice(TURNS)
    day = FIRST_DAY + timedelta(days=random.randrange(4_500))
    numbered = f"under item {random.randrange(1, 60)}", f"of letter {random.randrange(1, 9_999)}", f"for {day.year}"
    return random.choice((f"of {day.day} {day:%B}", *numbered))
