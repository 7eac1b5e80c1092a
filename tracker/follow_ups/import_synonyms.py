"""What people write above the columns of their spreadsheets, and in their cells, in English and French: folded words.

They stand beside the name of the field, the head of our own list and the names of the choices, which are known anyway.
"""

from tracker.follow_ups.choices import Acceptance, FollowUpPriority
from tracker.follow_ups.statuses import Status

REFERENCE = "ref|reference|f-number"
KEY = "no|nr|n°|number|numero|#|id|key|item|item no|cle"
TITLE = (
    "title|action|action item|action point|subject|what|suite a donner|suite|follow-up|description of action"
    "|intitule|titre|objet|tache|task|todo|commitment|decision|action required"
    "|what was agreed|agreed action|action agreed|action a mener|actions a mener"
    "|action a entreprendre|libelle"
)
KIND = "kind|type|nature|category|categorie"
PARTNER = "partner|body|organisation|organization|counterpart|partenaire|with|contrepartie|country|pays"
OWNER = (
    "owner|responsible|responsible person|who|lead|assigned to|assignee|action officer|focal point"
    "|chef de file|responsable|attribue a|qui|pilote"
)
UNIT = "unit|department|directorate|service|division|unite|direction|departement|bureau"
DUE = (
    "due|due date|due on|due by|date due|deadline|by when|target date|target|target completion date|when"
    "|echeance|date limite|delai|pour le|date d'echeance|date butoir|date prevue|a faire pour le"
)
FIRST_DUE = (
    "first due|first due date|first deadline|original due date|original deadline|initial deadline"
    "|initial due date|baseline"
    "|echeance initiale|delai initial|premiere echeance|date prevue initiale"
)
AGREED = (
    "agreed|agreed on|agreed at|date agreed|agreement date|date of agreement|decided on|date raised|raised on|opened on"
    "|date opened|created|created on|creation date|date of meeting|meeting date"
    "|convenu le|convenue le|date de la decision|decide le|date de creation|cree le|ouvert le|date d'ouverture"
    "|date de la reunion|date de saisie"
)
ENDED = (
    "ended|ended on|date ended|done on|completed on|completion date|date completed|actual completion date|closed on"
    "|date closed|closing date|finished on|end date|actual end date|date done"
    "|terminee le|termine le|fini le|cloture le|date de cloture|date de fin|date de realisation|realise le|fait le"
    "|close le|clos le|acheve le"
)
STATUS = "status|state|progress|current status|statut|etat|avancement|etat d'avancement|statut actuel|progression"
STRENGTH = "strength|engagement|degree|force"
PRIORITY = "priority|prio|importance|urgency|priorite|urgence"
ACCEPTANCE = (
    "acceptance|accepted|management response|response of management|position|reply of the body"
    "|acceptation|acceptee|reponse de la direction|suite reservee"
)
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
    # In the masculine: what agrees with a noun is read by it.
    Status.OPEN: (
        "new|to do|todo|not started|not yet started|not begun|pending|planned|nouveau|nouvelle|a faire|ouvert"
        "|non commence|pas commence|pas encore commence|non demarre|pas demarre|non entame|a commencer|prevu|planifie"
    ),
    Status.IN_PROGRESS: (
        "ongoing|on going|started|in hand|under way|underway|on track|wip|work in progress|active"
        "|en cours|commence|demarre|entame|engage|en cours de realisation|en cours de traitement"
    ),
    Status.WAITING: "waiting|on hold|suspended|en attente|awaiting reply|suspendu|en suspens|en pause",
    Status.DONE: (
        "completed|complete|closed|finished|implemented|ended|resolved|delivered|achieved|fulfilled"
        "|termine|fait|clos|cloture|realise|acheve|effectue|execute|fini|livre|accompli|traite|regle"
        "|mis en oeuvre|mise en oeuvre"
    ),
    Status.DROPPED: (
        "cancelled|canceled|abandoned|withdrawn|discontinued|no longer needed|not needed|void"
        "|annule|abandonne|sans objet|supprime|retire|plus d'actualite"
    ),
    Status.DECLINED: "refused|rejected|decline|turned down|refuse|rejete",
    Status.LAPSED: "expired|out of date|caduc|caduque|expire|perime",
}
ACCEPTANCES = {
    Acceptance.ACCEPTED: "agreed|fully accepted|yes|acceptee|accepte|oui|entierement acceptee",
    Acceptance.IN_PART: (
        "partially accepted|partly accepted|in part|partially|partly|partially agreed"
        "|acceptee en partie|partiellement acceptee|en partie|partiellement"
    ),
    Acceptance.NOTED: "taken note of|noted only|pris acte|prise en compte|notee",
    Acceptance.REJECTED: "not accepted|refused|declined|no|disagreed|rejetee|rejete|refusee|non acceptee|non",
}
PRIORITIES = {
    FollowUpPriority.URGENT: "critical|very high|highest|p1|immediate|critique|tres haute",
    FollowUpPriority.HIGH: "important|p2|elevee|haute",
    FollowUpPriority.NORMAL: "medium|middle|moderate|p3|moyenne|normale",
    FollowUpPriority.LOW: "minor|lowest|p4|faible|basse",
}
