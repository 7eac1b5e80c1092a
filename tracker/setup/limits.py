"""How often one person or one address may do what costs much or may be an attack: as nobody does."""

from tracker.setup.service_urls.setting_values import Settings

# A whole office may come from one address, so that the strict limits are those for one e-mail ("key").
SIGN_INS = {
    "login": "60/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "reset_password": "20/m/ip",
    "password_mail": "3/5m/key",
    "keep_words": "60/m/ip",
}


def how_often(env: Settings) -> dict[str, str]:
    """By the name of the deed, in the words of `accounts/how_often.py`; a house sets some of it."""
    return {
        # Presses from a mail: a program that only looks is not counted by its link, so that it keeps nobody out.
        "answer": "60/m/ip,30/h/key",
        "attach": f"{env.int('ATTACHED_PER_HOUR', 200)}/h/user",
        "attach_by_link": "60/h/key",
        "choose": "30/m/user",
        "export": f"{env.int('EXPORTS_PER_HOUR', 60)}/h/user",
        "import": f"{env.int('IMPORTS_PER_HOUR', 30)}/h/user",
        "link": "120/m/ip,60/m/key",
        "mail": f"{env.int('MAILS_PER_HOUR', 200)}/h/user",
        "model": f"{env.int('MODEL_PER_HOUR', 30)}/h/user",
        # A whole office that was sent the address may come from one.
        "public": "120/m/ip",
        "read_again": "20/m/user",
        "search": f"20/s/user,{env.int('SEARCHES_PER_MINUTE', 600)}/m/user",
    }
