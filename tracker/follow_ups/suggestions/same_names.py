"""Names, months and numbers that are the same, in English and French: folded, those of one meaning on a line."""

# Who and where: two titles that name others are two promises.
NAMES = """
un uno onu nations unies united
eu ue europeenne
wco omd
who oms
ilo oit
wto omc
imo omi
icao oaci
imf fmi
iaea aiea
oecd ocde
unhcr hcr
unodc onudc
nato otan
icrc cicr
osce
interpol oipc
world mondiale
germany german allemagne allemand allemande
spain spanish espagne espagnol espagnole
morocco moroccan maroc marocain marocaine
switzerland swiss suisse
austria austrian autriche autrichien
belgium belgian belgique belge
italy italian italie italien italienne
greece greek grece grec
netherlands dutch neerlandais
france french francais francaise
england english anglais anglaise britain british royaume
portugal portuguese portugais
china chinese chine chinois
russia russian russie russe
japan japanese japon japonais
arabic arab arabe
ivory cote ivoire
cameroon cameroun
chad tchad tchadien
togo togolais togolaise
egypt egyptian egypte egyptien
ethiopia ethiopie
algeria algerian algerie algerien algerienne
tunisia tunisian tunisie tunisien tunisienne
senegal senegalese senegalais senegalaise
benin beninois beninoise
mali malien malien
niger nigerien nigerienne
nigeria nigerian
vietnam viet vietnamese
turkey turkish turquie turc
poland polish pologne polonais
ukraine ukrainian ukrainien
africa african afrique africain africaine
asia asian asie asiatique
hague haye
vienna vienne
geneva geneve
brussels bruxelles
london londres
lisbon lisbonne
"""
MONTHS = """
january janvier
february fevrier
march mars
april avril
may mai
june juin
july juillet
august aout
september septembre
october octobre
november novembre
december decembre
"""
NUMBERS = """
1 one first un une premier premiere i
2 two second deux deuxieme ii
3 three third trois troisieme iii
4 four fourth quatre quatrieme iv
5 five fifth cinq cinquieme
6 six sixth sixieme
7 seven sept septieme
8 eight huit
9 nine neuf
10 ten dix
12 twelve douze
15 fifteen quinze
20 twenty vingt
30 thirty trente
40 forty quarante
50 fifty cinquante
100 hundred cent
"""
