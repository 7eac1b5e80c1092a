"""What a form brings along so that a press counts: that we drew it, for this link, and how the matter stood then."""

from django.core.signing import BadSignature, Signer

from tracker.mail_answers.models import AnswerLink

SIGNER = Signer(salt="tracker.mail_answers.press")


def press_token(link: AnswerLink) -> str:
    return SIGNER.sign(f"{link.pk}:{link.state}")


def pressed_state(link: AnswerLink, token: str) -> str | None:
    """How the matter stood when the form was drawn. None where it is no form of this link."""
    try:
        key, _colon, state = SIGNER.unsign(token).partition(":")
    except BadSignature:
        return None
    return state if key == str(link.pk) else None
