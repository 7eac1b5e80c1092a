"""Why a suggestion stands there, in words: what the cues are called that speak for it most."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

REASONS = {
    "mark": _("a mark such as “Action:” opens it"),
    "box_open": _("a box that is not ticked"),
    "in_actions": _("it stands under a heading for actions"),
    "subject_to": _("it names who is to do what"),
    "to_first": _("it begins with what is to be done"),
    "verb_first": _("it begins with a verb, as a task does"),
    "name_does": _("a name and what they do"),
    "owner_at_end": _("a name stands at its end"),
    "name_colon": _("a name with a colon opens it"),
    "will_do": _("it says that somebody will do it"),
    "will_be_done": _("it says that it will be done"),
    "will": _("it speaks of what will be"),
    "said_will": _("somebody said that they will"),
    "agree": _("it was agreed"),
    "agreed_by_all": _("all agreed"),
    "commit": _("somebody committed to it"),
    "promise": _("somebody promised it"),
    "offered": _("it was offered"),
    "task_to": _("somebody was given the task"),
    "request": _("somebody was asked to"),
    "please": _("it asks politely"),
    "next_meeting": _("it tells of the next meeting"),
    "next_dated": _("it names a day for what comes next"),
    "planned_event": _("something is planned"),
    "moved_to": _("it was moved to a later day"),
    "left_open": _("it is left to be worked out"),
    "cooperation": _("it speaks of cooperation to come"),
    "need": _("it says what is needed"),
    "should": _("it says what should be done"),
    "deadline": _("it names a deadline"),
    "led": _("it stands in a list that is led up to"),
}


def in_words(reasons: Iterable[str]) -> list[str]:
    """Cues without words are left out."""
    return [str(REASONS[name]) for name in reasons if name in REASONS]
