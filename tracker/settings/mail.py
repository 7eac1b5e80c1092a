"""Mail that goes out and mail that comes in."""

from tracker.settings.environment import env
from tracker.setup.service_urls.email_url import anymail, mailer, service_of

MAILERS = {"default": mailer(env.str("EMAIL_URL", ""))}
# A mail service instead of a mail server tells by its webhook which mails came back; needs the extra "anymail".
MAIL_SERVICE, ANYMAIL = service_of(env.str("EMAIL_URL", "")), anymail(env.str("EMAIL_URL", ""))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Suivi <suivi@localhost>")
# The mailbox that is read, such as imaps://user:password@mail.example.org/INBOX; and its own address.
MAIL_IN_URL = env.str("MAIL_IN_URL", "")
MAIL_IN_ADDRESS = env.str("MAIL_IN_ADDRESS", "")
# By which name the house's mail server signs what it found out about a mail (Authentication-Results).
MAIL_IN_SERVER = env.str("MAIL_IN_SERVER", "")
