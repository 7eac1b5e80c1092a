"""What a browser says of itself, in words that people know it by."""

from django.utils.translation import gettext_lazy as _

# The first that is found: most name others that came before them, too.
BROWSERS = {"Edg": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
SYSTEMS = {"Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows", "Mac OS": "macOS"}
SYSTEMS |= {"Linux": "Linux"}
UNKNOWN = _("An unknown program")


def browser_of(user_agent: str) -> str:
    """Such as "Firefox, Linux"; empty where nothing of it is known."""
    browser = next((name for part, name in BROWSERS.items() if part in user_agent), "")
    system = next((name for part, name in SYSTEMS.items() if part in user_agent), "")
    return ", ".join(filter(None, (browser, system)))
