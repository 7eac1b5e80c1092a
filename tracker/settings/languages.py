"""The languages, the time zone and the country of the house."""

from django.utils.translation import gettext_lazy as _

from tracker.settings.environment import ROOT, env

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French"))]
LOCALE_PATHS = [ROOT / "locale"]
FORMAT_MODULE_PATH = "tracker.kit.formats"
TIME_ZONE = env.zone("TIME_ZONE", "Europe/Brussels")
# Of the house, such as BE: its weekend and holidays. Without one, Monday to Friday are worked.
COUNTRY = env.str("COUNTRY", "").upper()
