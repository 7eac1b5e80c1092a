"""Who else watches over Suivi: each needs the extra of its name, and is off without its line."""

from tracker.settings.environment import env

# Where errors go, such as https://key@sentry.example.org/1: their kind and place, never what somebody wrote.
SENTRY_DSN = env.str("SENTRY_DSN", "")
SENTRY_ENVIRONMENT = env.str("SENTRY_ENVIRONMENT", "production")
# Where traces go, such as http://collector:4318/v1/traces; or `console`.
OPENTELEMETRY_ADDRESS = env.str("OPENTELEMETRY_ADDRESS", "")
# Whoever sends it as a bearer token reads /metrics. Without one there is no such address.
METRICS_TOKEN = env.str("METRICS_TOKEN", "")
