"""A label with what it stands for, as each language writes it: "Anna: send it", "Anne : envoyer"."""

from django.utils.translation import pgettext


def labelled(label: object, words: object) -> str:
    return f"{label}{pgettext('after a label', ':')} {words}"
