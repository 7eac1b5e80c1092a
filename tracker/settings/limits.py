"""How much of a thing: how often, how many at once, how large."""

from tracker.settings.environment import env
from tracker.setup.limits import how_often

HOW_OFTEN = how_often(env)
EXPORTS_AT_ONCE = env.int("EXPORTS_AT_ONCE", 3)
# In bytes: half of it for files that are exported, half for tables that are imported.
DISK_PER_PERSON = env.int("DISK_PER_PERSON_MB", 500) * 1_000_000
# A record may be long; ProseField says the limit in words, this one only keeps memory bounded.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
# Files have no limit of Django's; a form takes at most 30 MB, and says so of what was cut here.
MOST_UPLOADED = 31 * 1024 * 1024
