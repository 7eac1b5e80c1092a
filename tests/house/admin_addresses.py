"""Every address of the admin site, and what it answers to whom: it opens for administrators alone."""

from tests.house.addresses import LOGIN, Answer, Answers, Row, administrators, answers, row


def admins(answer: Answer) -> Answers:
    """Everybody else may sign in as somebody else."""
    return dict.fromkeys(("noor", "claire", "amina"), "admin:login") | {"stranger": LOGIN, "jonas": answer}


def looked_at(model: str, key: str) -> dict[str, Row]:
    """The addresses of what has no history and is changed elsewhere, if at all."""
    path, name = f"/admin/{model}/", f"admin:{model.replace('/', '_')}"
    change = f"{name}_change"
    return {
        f"{name}_changelist": row(path, get=admins(200), post=admins(200)),
        f"{name}_add": row(f"{path}add/", get=admins(403), post=admins(403)),
        change: row(f"{path}{{{key}}}/change/", get=admins(200), post=admins(403)),
        f"{name}_history": row(f"{path}{{{key}}}/history/", get=admins(200), post=admins(200)),
        f"{name}_delete": row(f"{path}{{{key}}}/delete/", get=admins(403), post=admins(403)),
        f"{path[1:]}<path:object_id>/": row(f"{path}{{{key}}}/", get=admins(change), post=admins(change)),
    }


ADMIN_PAGES: dict[str, Row] = {
    **looked_at("background/work", "work"),
    **looked_at("backups/backup", "backup"),
    **looked_at("capture/import", "import"),
    **looked_at("exports/export", "export"),
    **looked_at("follow_ups/savedview", "view"),
    **looked_at("health/fault", "fault"),
    **looked_at("mail_answers/answerlink", "answer_link"),
    **looked_at("owner_mails/ownermail", "owner_mail"),
    **looked_at("suggestions/learning", "learning"),
    **looked_at("tags/tag", "tag"),
    "admin:tags_tag_history": row(
        "/admin/tags/tag/{tag}/history/",
        get=admins("admin:history_entry_changelist"),
        post=admins("admin:history_entry_changelist"),
    ),
    **looked_at("agendas/point", "point"),
    "admin:agendas_point_history": row(
        "/admin/agendas/point/{point}/history/",
        get=admins("admin:history_entry_changelist"),
        post=admins("admin:history_entry_changelist"),
    ),
    **looked_at("commitments/publicaddress", "address"),
    "admin:commitments_publicaddress_history": row(
        "/admin/commitments/publicaddress/{address}/history/",
        get=admins("admin:history_entry_changelist"),
        post=admins("admin:history_entry_changelist"),
    ),
    **looked_at("partner_links/partnerlink", "partner_link"),
    "admin:partner_links_partnerlink_history": row(
        "/admin/partner_links/partnerlink/{partner_link}/history/",
        get=admins("admin:history_entry_changelist"),
        post=admins("admin:history_entry_changelist"),
    ),
    **looked_at("files/attachedfile", "file"),
    "admin:files_attachedfile_history": row(
        "/admin/files/attachedfile/{file}/history/",
        get=admins("admin:history_entry_changelist"),
        post=admins("admin:history_entry_changelist"),
    ),
    "admin:index": row("/admin/", get=admins(200), post=admins(200)),
    "admin:login": row("/admin/login/", get=administrators("admin:index"), post=administrators(200)),
    "admin:logout": row(
        "/admin/logout/",
        get=answers(stranger=LOGIN, noor="admin:index", claire="admin:index", amina="admin:index", jonas=405),
        post=answers(stranger=LOGIN, noor="admin:index", claire="admin:index", amina="admin:index", jonas=LOGIN),
    ),
    "admin:password_change": row("/admin/password_change/", get=admins(200), post=admins(200)),
    "admin:password_change_done": row("/admin/password_change/done/", get=admins(200), post=admins(405)),
    "admin:autocomplete": row(
        "/admin/autocomplete/?app_label=directory&model_name=organisation&field_name=parent&term=wco",
        get=admins(200),
        post=admins(405),
    ),
    "admin:jsi18n": row("/admin/jsi18n/", get=admins(200), post=admins(405)),
    "admin:accounts_user_changelist": row("/admin/accounts/user/", get=admins(200), post=admins(200)),
    "admin:accounts_user_add": row("/admin/accounts/user/add/", get=admins("invite"), post=admins("invite")),
    "admin:accounts_user_change": row(
        "/admin/accounts/user/{user}/change/",
        get=admins(200),
        post=admins("admin:accounts_user_changelist"),
        typed={},
    ),
    "admin:accounts_user_history": row("/admin/accounts/user/{user}/history/", get=admins(200), post=admins(200)),
    "admin:accounts_user_delete": row("/admin/accounts/user/{user}/delete/", get=admins(403), post=admins(403)),
    "admin/accounts/user/<path:object_id>/": row(
        "/admin/accounts/user/{user}/",
        get=admins("admin:accounts_user_change"),
        post=admins("admin:accounts_user_change"),
    ),
    "admin:directory_organisation_changelist": row(
        "/admin/directory/organisation/",
        get=admins(200),
        post=admins(200),
    ),
    "admin:directory_organisation_add": row(
        "/admin/directory/organisation/add/",
        get=admins(200),
        post=admins("admin:directory_organisation_changelist"),
        typed={"name": "Interpol"},
    ),
    "admin:directory_organisation_change": row(
        "/admin/directory/organisation/{organisation}/change/",
        get=admins(200),
        post=admins("admin:directory_organisation_changelist"),
        typed={},
    ),
    "admin:directory_organisation_history": row(
        "/admin/directory/organisation/{organisation}/history/",
        get=admins("admin:history_entry_changelist"),
        post=admins("admin:history_entry_changelist"),
    ),
    "admin:directory_organisation_delete": row(
        "/admin/directory/organisation/{organisation}/delete/",
        get=admins(403),
        post=admins(403),
    ),
    "admin/directory/organisation/<path:object_id>/": row(
        "/admin/directory/organisation/{organisation}/",
        get=admins("admin:directory_organisation_change"),
        post=admins("admin:directory_organisation_change"),
    ),
    "admin:directory_person_changelist": row("/admin/directory/person/", get=admins(200), post=admins(200)),
    "admin:directory_person_add": row(
        "/admin/directory/person/add/",
        get=admins(200),
        post=admins("admin:directory_person_changelist"),
        typed={"name": "Rosa Conti"},
    ),
    "admin:directory_person_change": row(
        "/admin/directory/person/{person}/change/",
        get=admins(200),
        post=admins("admin:directory_person_changelist"),
        typed={},
    ),
    "admin:directory_person_history": row(
        "/admin/directory/person/{person}/history/",
        get=admins("admin:history_entry_changelist"),
        post=admins("admin:history_entry_changelist"),
    ),
    "admin:directory_person_delete": row(
        "/admin/directory/person/{person}/delete/",
        get=admins(403),
        post=admins(403),
    ),
    "admin/directory/person/<path:object_id>/": row(
        "/admin/directory/person/{person}/",
        get=admins("admin:directory_person_change"),
        post=admins("admin:directory_person_change"),
    ),
    "admin:mandates_mandate_changelist": row("/admin/mandates/mandate/", get=admins(200), post=admins(200)),
    "admin:mandates_mandate_add": row(
        "/admin/mandates/mandate/add/",
        get=admins(200),
        post=admins("admin:mandates_mandate_changelist"),
        typed={"title": "Security Programme", "kind": "programme"},
    ),
    "admin:mandates_mandate_change": row(
        "/admin/mandates/mandate/{mandate}/change/",
        get=admins(200),
        post=admins("admin:mandates_mandate_changelist"),
        typed={},
    ),
    "admin:mandates_mandate_history": row(
        "/admin/mandates/mandate/{mandate}/history/",
        get=admins("admin:history_entry_changelist"),
        post=admins("admin:history_entry_changelist"),
    ),
    "admin:mandates_mandate_delete": row(
        "/admin/mandates/mandate/{mandate}/delete/",
        get=admins(403),
        post=admins(403),
    ),
    "admin/mandates/mandate/<path:object_id>/": row(
        "/admin/mandates/mandate/{mandate}/",
        get=admins("admin:mandates_mandate_change"),
        post=admins("admin:mandates_mandate_change"),
    ),
    **looked_at("meetings/series", "series"),
    "admin:meetings_series_history": row(
        "/admin/meetings/series/{series}/history/",
        get=admins("admin:history_entry_changelist"),
        post=admins("admin:history_entry_changelist"),
    ),
    "admin:meetings_meeting_changelist": row("/admin/meetings/meeting/", get=admins(200), post=admins(200)),
    "admin:meetings_meeting_add": row("/admin/meetings/meeting/add/", get=admins(403), post=admins(403)),
    "admin:meetings_meeting_change": row(
        "/admin/meetings/meeting/{meeting}/change/",
        get=admins(200),
        post=admins(403),
    ),
    "admin:meetings_meeting_history": row(
        "/admin/meetings/meeting/{meeting}/history/",
        get=admins("admin:history_entry_changelist"),
        post=admins("admin:history_entry_changelist"),
    ),
    "admin:meetings_meeting_delete": row(
        "/admin/meetings/meeting/{meeting}/delete/",
        get=admins(403),
        post=admins(403),
    ),
    "admin/meetings/meeting/<path:object_id>/": row(
        "/admin/meetings/meeting/{meeting}/",
        get=admins("admin:meetings_meeting_change"),
        post=admins("admin:meetings_meeting_change"),
    ),
    "admin:pledges_pledge_changelist": row("/admin/pledges/pledge/", get=admins(200), post=admins(200)),
    "admin:pledges_pledge_add": row("/admin/pledges/pledge/add/", get=admins(403), post=admins(403)),
    "admin:pledges_pledge_change": row("/admin/pledges/pledge/{pledge}/change/", get=admins(200), post=admins(403)),
    "admin:pledges_pledge_history": row(
        "/admin/pledges/pledge/{pledge}/history/",
        get=admins("admin:history_entry_changelist"),
        post=admins("admin:history_entry_changelist"),
    ),
    "admin:pledges_pledge_delete": row("/admin/pledges/pledge/{pledge}/delete/", get=admins(403), post=admins(403)),
    "admin/pledges/pledge/<path:object_id>/": row(
        "/admin/pledges/pledge/{pledge}/",
        get=admins("admin:pledges_pledge_change"),
        post=admins("admin:pledges_pledge_change"),
    ),
    "admin:follow_ups_closingrule_changelist": row("/admin/follow_ups/closingrule/", get=admins(200), post=admins(200)),
    "admin:follow_ups_closingrule_add": row(
        "/admin/follow_ups/closingrule/add/",
        get=admins(200),
        post=admins("admin:follow_ups_closingrule_changelist"),
        typed={"kind": "decision", "needs_confirmation": "on"},
    ),
    "admin:follow_ups_closingrule_change": row(
        "/admin/follow_ups/closingrule/{rule}/change/",
        get=admins(200),
        post=admins("admin:follow_ups_closingrule_changelist"),
        typed={},
    ),
    "admin:follow_ups_closingrule_history": row(
        "/admin/follow_ups/closingrule/{rule}/history/",
        get=admins("admin:history_entry_changelist"),
        post=admins("admin:history_entry_changelist"),
    ),
    "admin:follow_ups_closingrule_delete": row(
        "/admin/follow_ups/closingrule/{rule}/delete/", get=admins(403), post=admins(403)
    ),
    "admin/follow_ups/closingrule/<path:object_id>/": row(
        "/admin/follow_ups/closingrule/{rule}/",
        get=admins("admin:follow_ups_closingrule_change"),
        post=admins("admin:follow_ups_closingrule_change"),
    ),
    "admin:pledges_rate_changelist": row("/admin/pledges/rate/", get=admins(200), post=admins(200)),
    "admin:pledges_rate_add": row(
        "/admin/pledges/rate/add/",
        get=admins(200),
        post=admins("admin:pledges_rate_changelist"),
        typed={"currency": "USD", "day": "2018-05-25", "rate": "1.1675", "source": "European Central Bank"},
    ),
    "admin:pledges_rate_change": row(
        "/admin/pledges/rate/{rate}/change/",
        get=admins(200),
        post=admins("admin:pledges_rate_changelist"),
        typed={},
    ),
    "admin:pledges_rate_history": row(
        "/admin/pledges/rate/{rate}/history/",
        get=admins("admin:history_entry_changelist"),
        post=admins("admin:history_entry_changelist"),
    ),
    "admin:pledges_rate_delete": row("/admin/pledges/rate/{rate}/delete/", get=admins(403), post=admins(403)),
    "admin/pledges/rate/<path:object_id>/": row(
        "/admin/pledges/rate/{rate}/",
        get=admins("admin:pledges_rate_change"),
        post=admins("admin:pledges_rate_change"),
    ),
    "admin:records_record_changelist": row("/admin/records/record/", get=admins(200), post=admins(200)),
    "admin:records_record_add": row("/admin/records/record/add/", get=admins(403), post=admins(403)),
    "admin:records_record_change": row("/admin/records/record/{record}/change/", get=admins(200), post=admins(403)),
    "admin:records_record_history": row(
        "/admin/records/record/{record}/history/",
        get=admins("admin:history_entry_changelist"),
        post=admins("admin:history_entry_changelist"),
    ),
    "admin:records_record_delete": row("/admin/records/record/{record}/delete/", get=admins(403), post=admins(403)),
    "admin/records/record/<path:object_id>/": row(
        "/admin/records/record/{record}/",
        get=admins("admin:records_record_change"),
        post=admins("admin:records_record_change"),
    ),
    "admin:follow_ups_followup_changelist": row("/admin/follow_ups/followup/", get=admins(200), post=admins(200)),
    "admin:follow_ups_followup_add": row("/admin/follow_ups/followup/add/", get=admins(403), post=admins(403)),
    "admin:follow_ups_followup_change": row(
        "/admin/follow_ups/followup/{follow_up}/change/",
        get=admins(200),
        post=admins(403),
    ),
    "admin:follow_ups_followup_history": row(
        "/admin/follow_ups/followup/{follow_up}/history/",
        get=admins("admin:history_entry_changelist"),
        post=admins("admin:history_entry_changelist"),
    ),
    "admin:follow_ups_followup_delete": row(
        "/admin/follow_ups/followup/{follow_up}/delete/",
        get=admins(403),
        post=admins(403),
    ),
    "admin/follow_ups/followup/<path:object_id>/": row(
        "/admin/follow_ups/followup/{follow_up}/",
        get=admins("admin:follow_ups_followup_change"),
        post=admins("admin:follow_ups_followup_change"),
    ),
    "admin:follow_ups_activity_changelist": row("/admin/follow_ups/activity/", get=admins(200), post=admins(200)),
    "admin:follow_ups_activity_add": row("/admin/follow_ups/activity/add/", get=admins(403), post=admins(403)),
    "admin:follow_ups_activity_change": row(
        "/admin/follow_ups/activity/{activity}/change/",
        get=admins(200),
        post=admins(403),
    ),
    "admin:follow_ups_activity_history": row(
        "/admin/follow_ups/activity/{activity}/history/",
        get=admins("admin:history_entry_changelist"),
        post=admins("admin:history_entry_changelist"),
    ),
    "admin:follow_ups_activity_delete": row(
        "/admin/follow_ups/activity/{activity}/delete/",
        get=admins(403),
        post=admins(403),
    ),
    "admin/follow_ups/activity/<path:object_id>/": row(
        "/admin/follow_ups/activity/{activity}/",
        get=admins("admin:follow_ups_activity_change"),
        post=admins("admin:follow_ups_activity_change"),
    ),
    "admin:notifications_mail_changelist": row("/admin/notifications/mail/", get=admins(200), post=admins(200)),
    "admin:notifications_mail_add": row("/admin/notifications/mail/add/", get=admins(403), post=admins(403)),
    "admin:notifications_mail_change": row(
        "/admin/notifications/mail/{mail}/change/", get=admins(200), post=admins(403)
    ),
    "admin:notifications_mail_history": row(
        "/admin/notifications/mail/{mail}/history/", get=admins(200), post=admins(200)
    ),
    "admin:notifications_mail_delete": row(
        "/admin/notifications/mail/{mail}/delete/", get=admins(403), post=admins(403)
    ),
    "admin/notifications/mail/<path:object_id>/": row(
        "/admin/notifications/mail/{mail}/",
        get=admins("admin:notifications_mail_change"),
        post=admins("admin:notifications_mail_change"),
    ),
    "admin:notifications_silence_changelist": row("/admin/notifications/silence/", get=admins(200), post=admins(200)),
    "admin:notifications_silence_add": row("/admin/notifications/silence/add/", get=admins(403), post=admins(403)),
    "admin:notifications_silence_change": row(
        "/admin/notifications/silence/{silence}/change/", get=admins(200), post=admins(403)
    ),
    "admin:notifications_silence_history": row(
        "/admin/notifications/silence/{silence}/history/", get=admins(200), post=admins(200)
    ),
    "admin:notifications_silence_delete": row(
        "/admin/notifications/silence/{silence}/delete/", get=admins(403), post=admins(403)
    ),
    "admin/notifications/silence/<path:object_id>/": row(
        "/admin/notifications/silence/{silence}/",
        get=admins("admin:notifications_silence_change"),
        post=admins("admin:notifications_silence_change"),
    ),
    "admin:reports_mailing_changelist": row("/admin/reports/mailing/", get=admins(200), post=admins(200)),
    "admin:reports_mailing_add": row("/admin/reports/mailing/add/", get=admins(403), post=admins(403)),
    "admin:reports_mailing_change": row(
        "/admin/reports/mailing/{mailing}/change/",
        get=admins(200),
        post=admins(403),
    ),
    "admin:reports_mailing_history": row(
        "/admin/reports/mailing/{mailing}/history/",
        get=admins("admin:history_entry_changelist"),
        post=admins("admin:history_entry_changelist"),
    ),
    "admin:reports_mailing_delete": row(
        "/admin/reports/mailing/{mailing}/delete/",
        get=admins(403),
        post=admins(403),
    ),
    "admin/reports/mailing/<path:object_id>/": row(
        "/admin/reports/mailing/{mailing}/",
        get=admins("admin:reports_mailing_change"),
        post=admins("admin:reports_mailing_change"),
    ),
    "admin:accounts_securityevent_changelist": row("/admin/accounts/securityevent/", get=admins(200), post=admins(200)),
    "admin:accounts_securityevent_add": row("/admin/accounts/securityevent/add/", get=admins(403), post=admins(403)),
    "admin:accounts_securityevent_change": row(
        "/admin/accounts/securityevent/{security_event}/change/",
        get=admins(200),
        post=admins(403),
    ),
    "admin:accounts_securityevent_history": row(
        "/admin/accounts/securityevent/{security_event}/history/",
        get=admins(200),
        post=admins(200),
    ),
    "admin:accounts_securityevent_delete": row(
        "/admin/accounts/securityevent/{security_event}/delete/",
        get=admins(403),
        post=admins(403),
    ),
    "admin/accounts/securityevent/<path:object_id>/": row(
        "/admin/accounts/securityevent/{security_event}/",
        get=admins("admin:accounts_securityevent_change"),
        post=admins("admin:accounts_securityevent_change"),
    ),
    "admin:background_bounce_changelist": row("/admin/background/bounce/", get=admins(200), post=admins(200)),
    "admin:background_bounce_add": row("/admin/background/bounce/add/", get=admins(403), post=admins(403)),
    "admin:background_bounce_change": row(
        "/admin/background/bounce/{bounce}/change/",
        get=admins(200),
        post=admins(403),
    ),
    "admin:background_bounce_history": row(
        "/admin/background/bounce/{bounce}/history/",
        get=admins(200),
        post=admins(200),
    ),
    "admin:background_bounce_delete": row(
        "/admin/background/bounce/{bounce}/delete/",
        get=admins(403),
        post=admins(403),
    ),
    "admin/background/bounce/<path:object_id>/": row(
        "/admin/background/bounce/{bounce}/",
        get=admins("admin:background_bounce_change"),
        post=admins("admin:background_bounce_change"),
    ),
    "admin:incoming_mail_incomingmail_changelist": row(
        "/admin/incoming_mail/incomingmail/", get=admins(200), post=admins(200)
    ),
    "admin:incoming_mail_incomingmail_add": row(
        "/admin/incoming_mail/incomingmail/add/", get=admins(403), post=admins(403)
    ),
    "admin:incoming_mail_incomingmail_change": row(
        "/admin/incoming_mail/incomingmail/{mail_in}/change/",
        get=admins(200),
        post=admins(403),
    ),
    "admin:incoming_mail_incomingmail_history": row(
        "/admin/incoming_mail/incomingmail/{mail_in}/history/",
        get=admins(200),
        post=admins(200),
    ),
    "admin:incoming_mail_incomingmail_delete": row(
        "/admin/incoming_mail/incomingmail/{mail_in}/delete/",
        get=admins(403),
        post=admins(403),
    ),
    "admin/incoming_mail/incomingmail/<path:object_id>/": row(
        "/admin/incoming_mail/incomingmail/{mail_in}/",
        get=admins("admin:incoming_mail_incomingmail_change"),
        post=admins("admin:incoming_mail_incomingmail_change"),
    ),
    "admin:history_entry_changelist": row("/admin/history/entry/", get=admins(200), post=admins(200)),
    "admin:history_entry_add": row("/admin/history/entry/add/", get=admins(403), post=admins(403)),
    "admin:history_entry_change": row(
        "/admin/history/entry/{last_change}/change/",
        get=admins(200),
        post=admins(403),
    ),
    "admin:history_entry_history": row(
        "/admin/history/entry/{last_change}/history/",
        get=admins("admin:history_entry_changelist"),
        post=admins("admin:history_entry_changelist"),
    ),
    "admin:history_entry_delete": row(
        "/admin/history/entry/{last_change}/delete/",
        get=admins(403),
        post=admins(403),
    ),
    "admin/history/entry/<path:object_id>/": row(
        "/admin/history/entry/{last_change}/",
        get=admins("admin:history_entry_change"),
        post=admins("admin:history_entry_change"),
    ),
    "admin:app_list": row("/admin/directory/", get=admins(200), post=admins(200)),
    "admin/(?P<url>.*)$": row("/admin/nowhere/", get=admins(404), post=admins(404)),
}
