"""How many processes and threads answer, and how long a piece of work in the background may take."""

from tracker.settings.environment import env

# Of `up` and `serve`, unless --workers and --threads say otherwise. 0 threads: as many as suit the database.
WEB_WORKERS = env.int("WEB_WORKERS", 2, least=1)
WEB_THREADS = env.int("WEB_THREADS", 0)
# A piece of work that takes longer is ended, and counts as failed; 0 lets it go on for ever.
TASK_SECONDS = env.int("TASK_SECONDS", 3600)
