"""What each column of text of each table can hold of a person, and what becomes of it when they are erased.

A test names every column that is not decided here, and so does `erase_person`, which refuses to begin.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.db import models


class Kind(StrEnum):
    """Whose house it is chooses which of the last four are rewritten; `ALWAYS` is."""

    ALWAYS = "always"  # traces: mails, logs, imports, queues, what is kept of names in history
    DETAILS = "details"  # titles and descriptions of things
    NOTES = "notes"  # what somebody wrote about them, and why
    RECORDS = "records"  # archives: texts as they were agreed, and what was issued
    FILES = "files"  # names of attached files, and the words read in them
    NOBODY = "nobody"  # keys, digests, codes and rules: they name nobody


CHOSEN = (Kind.DETAILS, Kind.NOTES, Kind.RECORDS, Kind.FILES)
# Records are archives, and files cannot be rewritten: only a house that says so has them blackened.
BY_ITSELF = (Kind.DETAILS, Kind.NOTES)

_A, _D, _N, _R, _F, _O = Kind
DECIDED: Mapping[str, Mapping[Kind, str]] = {
    "account_emailaddress": {_A: "email"},
    "account_emailconfirmation": {_O: "key"},
    "accounts_calendarlink": {_O: "digest"},
    "accounts_securityevent": {_A: "email address detail"},
    "accounts_user": {_A: "email name", _O: "password"},
    "agendas_appearance": {_N: "said"},
    "agendas_point": {_D: "title", _N: "said"},
    "auth_group": {_O: "name"},
    "auth_permission": {_O: "name codename"},
    "backups_backup": {_A: "error", _O: "folder name"},
    "backups_dailybackups": {_O: "folder"},
    "background_beat": {_O: "worker"},
    "background_bounce": {_A: "address said", _O: "message_id"},
    "background_slot": {_O: "name"},
    "briefings_briefingnote": {_R: "content"},
    "calendar_mails_calendarmail": {_A: "said address told organiser organiser_name", _O: "message_id"},
    "capture_import": {_A: "name sheet others reading found heads columns list_name", _O: "why"},
    "capture_importedlist": {_A: "name heads meanings"},
    "capture_importrow": {_A: "cells changes problems asked answers names kept"},
    "change_requests_changerequest": {_D: "due_words", _N: "reason answer"},
    "circulation_copy": {_A: "said address message", _O: "message_id code"},
    "circulation_correction": {_R: "old new", _N: "remark reason"},
    "commitments_publicaddress": {_D: "title", _A: "query"},
    "directory_appointment": {_D: "title"},
    "directory_merge": {_A: "moved dropped"},
    "directory_organisation": {_D: "name short_name website about folded"},
    "directory_person": {_A: "name telephone email folded", _D: "about"},
    "django_admin_log": {_A: "object_repr change_message", _O: "object_id"},
    "django_content_type": {_O: "app_label model"},
    "django_session": {_O: "session_key session_data"},  # read by `erase/kept_elsewhere.py`, which ends them
    "django_tasks_database_dbtaskresult": {
        _A: "args_kwargs return_value traceback",
        _O: "task_path worker_ids queue_name backend_name exception_class_path",
    },
    "exports_export": {_A: "title query name", _O: "make page language key"},
    "files_attachedfile": {_F: "name text", _A: "by_name", _O: "kind digest"},
    "follow_ups_activity": {_D: "title place detail"},
    "follow_ups_allocation": {_O: "rate_source"},
    "follow_ups_bulkchange": {_A: "query wish"},
    "follow_ups_followup": {_D: "title detail due_words", _O: "reference"},
    "follow_ups_invitation": {_D: "title organiser_name days_said place link", _N: "readout", _O: "zone"},
    "follow_ups_need": {_D: "what", _O: "currency"},
    "follow_ups_savedview": {_A: "name query"},
    "follow_ups_step": {_D: "title"},
    "health_fault": {_O: "kind place address request"},
    "health_faultmail": {_A: "said", _O: "message_id"},
    "history_entry": {_A: "by_name changes", _N: "note former", _O: "verb"},
    "history_seal": {_O: "salt commitment digest anew"},
    "incoming_mail_draft": {_N: "title words text left_out"},
    "incoming_mail_draftfile": {_F: "name", _O: "digest"},
    "incoming_mail_incomingmail": {_A: "sender subject said", _O: "message_id digest"},
    "mail_answers_answer": {_O: "state"},
    "mail_answers_answerlink": {_O: "digest"},
    "mandates_mandate": {_D: "title adopted_words link folded", _R: "text", _O: "symbol"},
    "mandates_paragraph": {_R: "text", _O: "number"},
    "meetings_meeting": {_D: "title place called_off_because", _O: "zone"},
    "meetings_participation": {_D: "title"},
    "meetings_series": {_D: "name place", _O: "rule zone"},
    "meetings_usualparticipant": {_D: "title"},
    "notifications_mail": {_A: "said", _O: "message_id"},
    "notifications_preferences": {_O: "days zone left"},
    "owner_mails_ownermail": {_A: "said", _O: "message_id once"},
    "partner_links_linkmail": {_A: "said address", _O: "message_id"},
    "partner_links_partnerlink": {_O: "digest"},
    "pledges_pledge": {_D: "what detail", _O: "currency"},
    "pledges_rate": {_O: "source"},
    "records_passage": {_R: "exact prefix suffix"},
    "records_version": {_R: "text"},
    "reports_delivery": {_A: "said address", _O: "message_id"},
    "reports_mailing": {_A: "name addresses"},
    "search_foldedtable": {_O: "table"},
    "suggestions_decision": {_D: "reasons", _O: "band"},
    "suggestions_learning": {_O: "offsets"},
    "tags_tag": {_D: "name folded"},
    "usersessions_usersession": {_A: "ip user_agent data", _O: "session_key"},
}
# Rows that Django would delete with a person or an account: they go, and no thing with a history goes with them. By
# table and column.
GO = {
    "account_emailaddress.user", "accounts_calendarlink.user", "directory_absence.person",
    "directory_appointment.person", "exports_export.by", "follow_ups_snooze.user",
    "follow_ups_startview.user", "health_faultmail.user", "incoming_mail_draft.user", "mail_answers_answerlink.person",
    "mail_answers_answerlink.user", "meetings_meeting_readers.person", "meetings_series_readers.person",
    "notes_mention.user", "notes_watch.user", "notifications_escalation.user", "notifications_mail.user",
    "notifications_notification.user", "notifications_preferences.user", "owner_mails_noownermail.person",
    "owner_mails_ownermail.person", "reports_mailing_people.person", "usersessions_usersession.user",
}  # fmt: skip
# But for those that the house works with, or that say what was done: they stay under "erased person 3".
STAY = {
    "capture_import.by", "capture_importedlist.by", "django_admin_log.user", "follow_ups_savedview.by",
    "reports_delivery.asked_by", "reports_mailing.made_by",
}  # fmt: skip
TEXTS = (models.CharField, models.TextField, models.JSONField, models.GenericIPAddressField, models.FileField)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of text; `kind` is None where nothing is decided yet."""

    model: Any
    name: str
    kind: Kind | None

    def __str__(self) -> str:
        return f"{self.model._meta.db_table}.{self.name}"


def columns() -> Iterator[Column]:
    """Every column in which somebody may be written; those with fixed choices hold nobody."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or not model._meta.managed:
            continue
        kinds = DECIDED.get(model._meta.db_table, {})
        decided = {name: kind for kind, names in kinds.items() for name in names.split()}
        for field in model._meta.concrete_fields:
            is_binary = isinstance(field, models.BinaryField)
            if is_binary or (isinstance(field, TEXTS) and not field.choices):
                yield Column(model, field.name, decided.get(field.name))


def undecided() -> list[str]:
    return sorted(str(column) for column in columns() if column.kind is None)
