"""Who people are, how they sign in, and for how long."""

from tracker.settings.environment import env
from tracker.setup.limits import SIGN_INS

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["tracker.accounts.session_user.Backend"]
VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{VALIDATION}.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ["name", "email"]}},
    {"NAME": f"{VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{VALIDATION}.CommonPasswordValidator"},
    {"NAME": "tracker.accounts.password_links.house_words.HouseWordsValidator"},
]
SESSION_ENGINE = "tracker.accounts.sessions.session_store"
LOGIN_REDIRECT_URL = "desk"
LOGIN_URL = "account_login"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "tracker.directory.sign_in.EverybodyIsSomebody"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
# From the sign-in, however much it is used; and without being used, where that is limited.
SESSION_COOKIE_AGE = env.int("SESSION_DAYS", 14, least=1) * 24 * 3600
SESSION_IDLE_SECONDS = env.int("SESSION_IDLE_MINUTES", 0) * 60
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
# allauth's own would fill a second table of e-mails, with which people could sign in after theirs has changed.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "tracker.accounts.password_links.link_tokens.LinkTokens"  # noqa: S105
ACCOUNT_RATE_LIMITS = SIGN_INS
