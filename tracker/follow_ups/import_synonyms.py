"""What people write above the columns of their spreadsheets, and in their cells, in English and French: folded words.

They stand beside the name of the field, the head of our own list and the names of the choices, which are known anyway.
"""

from tracker.follow_ups.choices import FollowUpPriority
from tracker.follow_ups.statuses import Status

REFERENCE = "ref|reference|f-number"
KEY = "no|nr|n°|number|numero|#|id|key|item|item no|cle"
TITLE = (
    "title|action|action item|action point|subject|what|suite a donner|suite|follow-up|description of action"
    "|intitule|titre|objet|tache|task|todo|commitment|decision"
)
KIND = "kind|type|nature|category|categorie"
PARTNER = "partner|organisation|organization|counterpart|partenaire|with|contrepartie|country|pays"
OWNER = (
    "owner|responsible|responsible person|who|lead|assigned to|assignee|action officer|focal point"
    "|chef de file|responsable|attribue a|qui|pilote"
)
UNIT = "unit|department|directorate|service|division|unite|direction|departement|bureau"
DUE = "due|due date|due on|deadline|by when|target date|when|echeance|date limite|delai|pour le|date d'echeance"
STATUS = "status|state|progress|statut|etat|avancement"
STRENGTH = "strength|engagement|degree|force"
PRIORITY = "priority|prio|importance|urgency|priorite|urgence"
OWED_BY = "owed by|a la charge de|a charge de"
MEETING = "meeting|source|reunion|origin|origine|seance"
TAGS = "tags|tag|keyword|keywords|theme|themes|topic|topics|etiquette|etiquettes|mots-cles|mot-cle"
DETAIL = "detail|details|description|precisions|explanation|background|contexte"
NOTES = (
    "notes|note|comment|comments|remarks|update|updates|latest update|commentaires|commentaire|remarques"
    "|suivi|observations|last note|last notes|derniere note|dernieres notes"
)
WAITING_ON = "waiting on|waiting for|en attente de"
REVIEW_ON = "until|waiting until|review date|jusqu'au|jusqu’au"

STATUSES = {
    Status.OPEN: "new|to do|todo|not started|pending|nouveau|a faire|ouvert|non commence",
    Status.IN_PROGRESS: "ongoing|started|in hand|under way|underway|on track|en cours|commence",
    Status.WAITING: "waiting|on hold|en attente|awaiting reply",
    Status.DONE: "completed|complete|closed|finished|implemented|termine|fait|clos|realise|acheve",
    Status.DROPPED: "cancelled|canceled|abandoned|annule|abandonne|sans objet",
    Status.DECLINED: "refused|rejected|decline|refuse",
    Status.LAPSED: "expired|caduc|expire",
}
PRIORITIES = {
    FollowUpPriority.URGENT: "critical|very high|highest|p1|immediate|critique|tres haute",
    FollowUpPriority.HIGH: "important|p2|elevee|haute",
    FollowUpPriority.NORMAL: "medium|middle|moderate|p3|moyenne|normale",
    FollowUpPriority.LOW: "minor|lowest|p4|faible|basse",
}
