"""Words of titles that mean the same, in English and French: folded, those of one meaning on a line."""

# What is done: of two titles with other deeds the promises are two.
DEEDS = """
send transmit forward share provide submit circulate distribute deliver supply communicate dispatch issue
 envoyer transmettre communiquer fournir adresser remettre soumettre diffuser partager distribuer presenter
publish release post publier parution
prepare draft write produce compile rediger preparer elaborer etablir produire
review revise update amend examine adapt reviser revoir actualiser modifier examiner explore consider etudier explorer
comment remark observation feedback commenter commentaire remarque observations formuler
organise organize hold convene arrange host receive welcome run organiser tenir accueillir recevoir convoquer
attend participate participation confirm confirmer participer assister
train training course teach former formation stage former
nominate designate appoint name identify nommer designer identifier
invite invitation inviter
finalise finalize complete conclude finish finaliser achever terminer conclure
support assist assistance help aid soutenir appuyer aider appui soutien aide
answer reply respond response repondre reponse
translate translation traduire traduction
speak speech address keynote intervenir discours allocution
brief briefing inform informer
lend loan preter pret
second detach secondment detacher detachement
pay payment transfer disburse verser payer paiement versement
sign signature signer
approve adopt endorse approuver adopter
renew extend renouveler prolonger
withdraw recall cancel retirer rappeler annuler
visit mission visiter
open access acces ouvrir
recruit hire recruter
"""
# What it is done to. Each other word is one of these by itself.
THINGS = """
list roster register registry inventory directory liste registre repertoire inventaire
report rapport
record minutes proceedings proces-verbal compte-rendu
statistics figures data numbers statistiques chiffres donnees
expert specialist experts specialiste
contact focal correspondent liaison correspondant
person point officer official agent officier fonctionnaire
agreement accord memorandum mou protocol protocole arrangement
workshop seminar atelier seminaire
conference colloquium symposium colloque
meeting session talks reunion seance
committee comite board commission
group groupe
plan roadmap map programme program
annual yearly annuel
joint common conjoint commun
customs customer douane douanes douanier douaniers
border frontier frontiere frontieres
risk risque risques
security surete securite safety
management gestion
proposal proposition
questionnaire survey sondage
guide manual handbook manuel
office bureau
regional regionale
national nationaux
project projet
budget budgetary
press presse
communique release
sample specimen echantillon
fund fonds
contribution dues cotisation
drug drogue stupefiants drogues
weapon weapons arms firearms armes feu
seizure seizures saisie saisies
trafficking smuggling trafic
fight combat lutte
money blanchiment laundering
goods property biens
cultural culture culturel culturels
heritage patrimoine
health sante
justice
secretary secretaire
general
minister ministre ministry ministere
ambassador ambassadeur
member members membre membres
delegation
strategy strategie
working travail work
technical technique
draft projet
letter lettre
judge magistrate magistrat
prosecutor procureur
police policier
border crossing passages passage
counterfeit fake forged contrefait contrefacon faux
medicine drugs medicament medicaments
piracy piraterie
rail railway ferroviaire
port portuaire maritime
air aerien
observer observation
election electoral elections
mine landmine deminage
"""
# What says nothing of which promise it is.
_SILENT = """
a an the of on in at to for from by with and or our their its his her this that be will shall about before after
ahead next new possible possibility make take give have part it is as we they
le la les l un une des du de d au aux a en dans sur pour par avec et ou nos notre leur leurs son sa ses ce cette
que qu qui est sera faire fait mise mettre jour part matiere relatif relative afin apporter assurer titre
"""
SILENT = frozenset(_SILENT.split())
