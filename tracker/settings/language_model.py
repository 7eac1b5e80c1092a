"""A language model of the house's own, which reads records that somebody sends it: off without an address."""

from tracker.settings.environment import env

MODEL_ADDRESS = env.str("MODEL_ADDRESS", "").rstrip("/")
MODEL_KEY = env.str("MODEL_KEY", "")
MODEL_NAME = env.str("MODEL_NAME", "default")
MODEL_SECONDS = env.int("MODEL_SECONDS", 30, least=1)
