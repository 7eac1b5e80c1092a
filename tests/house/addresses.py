"""Every address of the project, and what it answers to whom.

An answer is a status, or the name of the page that it leads to.
"""

from dataclasses import dataclass
from typing import Any

Answer = int | str
Answers = dict[str, Answer]

LOGIN = "account_login"
# Keys in paths that may lead to what is restricted.
RESTRICTED = (
    *(
        "meeting",
        "series",
        "removed_series",
        "last_series_change",
        "occurrence",
        "removed_meeting",
        "record",
        "information",
        "follow_up",
        "reported",
        "recommended",
        "removed_follow_up",
        "last_change",
        "needy",
        "step",
    ),
    *("person", "organisation", "post", "pledge", "removed_pledge", "last_pledge_change"),
    *("activity", "removed_activity", "item", "link", "unlinked", "decision", "read_through", "accepted"),
    *("point", "removed_point", "last_point_change"),
    *("file", "picture", "removed_file", "note"),
    *("asked", "refused", "last_refusal"),
    *("copy", "correction", "removed_correction", "decided_correction"),
)


def answers(*, stranger: Answer, noor: Answer, claire: Answer, amina: Answer, jonas: Answer) -> Answers:
    """To nobody in particular, a reader, an officer, a manager, an administrator."""
    return {"stranger": stranger, "noor": noor, "claire": claire, "amina": amina, "jonas": jonas}


def anybody(answer: Answer) -> Answers:
    return answers(stranger=answer, noor=answer, claire=answer, amina=answer, jonas=answer)


def everybody(answer: Answer, stranger: Answer = LOGIN) -> Answers:
    return anybody(answer) | {"stranger": stranger}


def officers(answer: Answer) -> Answers:
    return everybody(answer) | {"noor": 403}


def managers(answer: Answer) -> Answers:
    return officers(answer) | {"claire": 403}


def administrators(answer: Answer) -> Answers:
    return managers(answer) | {"amina": 403}


def only_jonas(answer: Answer) -> Answers:
    """Of what is one person's alone: the others find nothing there."""
    return everybody(404) | {"jonas": answer}


def hers(answer: Answer) -> Answers:
    """What Claire does with her own, and managers do with everybody's."""
    return everybody(answer) | {"noor": 403}


@dataclass(frozen=True)
class Row:
    """`path` names the things of the fixture `things`. `typed` goes into the page's own form; None: an empty post."""

    path: str
    get: Answers
    post: Answers
    typed: dict[str, Any] | None = None


def row(
    path: str,
    get: Answers = everybody(200),  # noqa: B008
    post: Answers = everybody(405),  # noqa: B008
    typed: dict[str, Any] | None = None,
) -> Row:
    return Row(path, get, post, typed)


PAGES: dict[str, Row] = {
    "desk": row("/"),
    "desk_seen": row("/seen/", get=everybody(405), post=everybody("desk")),
    "find": row("/find/"),
    "palette": row("/palette/"),
    "calendar": row("/calendar/?whose=all"),
    "calendar_feed": row("/calendar/feed/{feed}.ics?whose=all", get=anybody(200), post=anybody(405)),
    "account_login": row(
        "/account/sign-in/",
        get=everybody("desk", stranger=200),
        post=everybody("desk", stranger=422),
    ),
    "account_logout": row("/account/sign-out/", post=everybody(LOGIN)),
    "account_inactive": row("/account/closed/", get=anybody(200), post=anybody(405)),
    "account_signup": row(
        "/account/sign-up/",
        get=everybody("desk", stranger=200),
        post=everybody("desk", stranger=200),
    ),
    "account_change_password": row("/account/password/", post=everybody(422)),
    "account_set_password": row(
        "/account/password/first/",
        get=everybody("account_change_password"),
        post=everybody("account_change_password"),
    ),
    "account_reset_password": row("/account/password/forgotten/", get=anybody(200), post=anybody(422)),
    "account_reset_password_done": row("/account/password/forgotten/sent/", get=anybody(200), post=anybody(405)),
    # Claire's link is no longer good: she has signed in since. To the others it leads on, without the key in it.
    "account_reset_password_from_key": row(
        "/account/password/choose/{claire_in_mail}-{key_in_mail}/",
        get=anybody("account_reset_password_from_key") | {"claire": 200},
        post=anybody("account_reset_password_from_key") | {"claire": 422},
    ),
    "account_reset_password_from_key_done": row("/account/password/chosen/", get=anybody(200), post=anybody(405)),
    "preferences": row("/account/preferences/", post=everybody("desk"), typed={}),
    "density": row("/account/density/roomy/", get=everybody(405), post=everybody("follow_ups:list")),
    "calendar_link_make": row("/account/calendar-link/make/", get=everybody(405), post=everybody("preferences")),
    "calendar_link_choose": row(
        "/account/calendar-link/choose/",
        get=everybody(404) | {"noor": 200},
        post=everybody(404) | {"noor": 422},
    ),
    "calendar_link_revoke": row("/account/calendar-link/revoke/", get=everybody(405), post=everybody("preferences")),
    "session_end": row(
        "/account/sessions/{session}/end/",
        get=everybody(405),
        post=everybody(404) | {"claire": "preferences"},
    ),
    "sessions_end": row("/account/sessions/end/", get=everybody(405), post=everybody("preferences")),
    "invite": row(
        "/invite/",
        get=administrators(200),
        post=administrators("desk"),
        typed={"name": "Rosa Conti", "email": "rosa@suivi.example"},
    ),
    "invited": row("/invite/{invited}/", get=administrators(200)),
    "suggestions:learnt": row("/suggestions/learnt/", get=administrators(200)),
    "suggestions:forget_learnt": row(
        "/suggestions/learnt/forget/", get=administrators(200), post=administrators("suggestions:learnt")
    ),
    # They are somebody already.
    "who_am_i": row("/who-am-i/", get=everybody("directory:person"), post=everybody("directory:person")),
    "first_steps_hide": row("/first-steps/hide/", get=everybody(405), post=administrators("desk")),
    "test_mail": row("/first-steps/test-mail/", get=everybody(405), post=administrators("desk")),
    "demo:start_for_real": row("/start-for-real/", get=administrators(404), post=administrators(404)),
    "keys": row("/keys/"),
    "guide": row("/help/", get=anybody(200), post=anybody(405)),
    "guide_chapter": row("/help/officers/", get=anybody(200), post=anybody(405)),
    "read_date": row("/read-date/?due_on=tomorrow"),
    "follow_ups:list": row("/follow-ups/"),
    "follow_ups:export": row("/follow-ups/export/csv/"),
    "follow_ups:since_export": row("/follow-ups/since/export/csv/?since=1+January+2018"),
    "follow_ups:arrange": row("/follow-ups/arrange/?kind=other"),
    "follow_ups:since": row("/follow-ups/since/?since=1+January+2018"),
    "follow_ups:removed": row("/follow-ups/removed/", get=officers(200)),
    "follow_ups:new": row(
        "/follow-ups/new/",
        get=officers(200),
        post=officers("desk"),
        typed={"title": "Send the training material"},
    ),
    "follow_ups:kind_of_title": row("/follow-ups/new/kind/?title=Send+the+minutes"),
    "follow_ups:add_to_lane": row(
        "/follow-ups/new/in_progress/",
        get=officers(200),
        post=officers("follow_ups:list"),
        typed={"title": "Send the minutes"},
    ),
    "follow_ups:views": row("/follow-ups/views/"),
    # Jonas keeps it, and shares it with everybody.
    "follow_ups:view_new": row(
        "/follow-ups/views/new/?status=active", post=everybody("follow_ups:view"), typed={"name": "Active ones"}
    ),
    "follow_ups:view": row("/follow-ups/views/{view}/", get=everybody("follow_ups:list")),
    "follow_ups:view_edit": row(
        "/follow-ups/views/{view}/edit/",
        get=everybody(403) | {"jonas": 200},
        post=everybody(403) | {"jonas": "follow_ups:views"},
        typed={},
    ),
    "follow_ups:view_remove": row(
        "/follow-ups/views/{view}/remove/", get=everybody(405), post=everybody(403) | {"jonas": "follow_ups:views"}
    ),
    "follow_ups:view_restore": row(
        "/follow-ups/views/{view}/restore/", get=everybody(405), post=only_jonas("follow_ups:views")
    ),
    "follow_ups:view_start": row(
        "/follow-ups/views/{view}/start/", get=everybody(405), post=everybody("follow_ups:views")
    ),
    "follow_ups:start_at_desk": row(
        "/follow-ups/views/start-at-desk/", get=everybody(405), post=everybody("follow_ups:views")
    ),
    # A change of several is that of whoever chose them: Jonas.
    "follow_ups:bulk_new": row("/follow-ups/changes/new/", get=everybody(405), post=everybody("follow_ups:list")),
    "follow_ups:bulk_new_column": row(
        "/follow-ups/changes/new/owner/", get=everybody(405), post=everybody("follow_ups:list")
    ),
    "follow_ups:bulk": row("/follow-ups/changes/{bulk}/", get=only_jonas(200)),
    "follow_ups:bulk_do": row("/follow-ups/changes/{bulk}/do/", get=everybody(405), post=only_jonas(422)),
    "follow_ups:bulk_column": row(
        "/follow-ups/changes/{bulk}/due/", get=only_jonas(200), post=only_jonas(422), typed={}
    ),
    "follow_ups:bulk_undo": row(
        "/follow-ups/changes/{bulk}/undo/", get=everybody(405), post=only_jonas("follow_ups:bulk")
    ),
    "follow_ups:follow_up": row("/follow-ups/{follow_up}/"),
    "follow_ups:glance": row("/follow-ups/{follow_up}/glance/"),
    "follow_ups:edit": row(
        "/follow-ups/{follow_up}/edit/",
        get=officers(200),
        post=officers("follow_ups:follow_up"),
        typed={"detail": "In full."},
    ),
    "follow_ups:move": row(
        "/follow-ups/{follow_up}/to/in_progress/",
        get=officers(200),
        post=officers("follow_ups:follow_up"),
    ),
    "follow_ups:confirm": row(
        "/follow-ups/{reported}/confirm/",
        get=officers(200),
        post=officers("follow_ups:follow_up"),
        typed={"confirmed_by": "Gilles de Kerchove"},
    ),
    "change_requests:ask": row(
        "/follow-ups/{follow_up}/requests/new/",
        get=officers(200),
        post=officers("follow_ups:follow_up"),
        typed={"due_on": "in 40 days", "reason": "No time."},
    ),
    "change_requests:grant": row(
        "/follow-ups/requests/{asked}/grant/",
        get=officers(200),
        post=officers("follow_ups:follow_up"),
        typed={"answered_by": "Gilles de Kerchove"},
    ),
    "change_requests:refuse": row(
        "/follow-ups/requests/{asked}/refuse/",
        get=officers(200),
        post=officers("follow_ups:follow_up"),
        typed={"answered_by": "Gilles de Kerchove", "answer": "It is promised."},
    ),
    "change_requests:withdraw": row(
        "/follow-ups/requests/{asked}/withdraw/", get=everybody(405), post=officers("follow_ups:follow_up")
    ),
    "change_requests:undo": row(
        "/follow-ups/requests/{refused}/undo/{last_refusal}/", get=everybody(405), post=officers("follow_ups:follow_up")
    ),
    "follow_ups:acceptance": row(
        "/follow-ups/{recommended}/acceptance/",
        get=officers(200),
        post=officers("follow_ups:follow_up"),
        typed={"acceptance": "2", "reason": "Not the names."},
    ),
    "follow_ups:due": row("/follow-ups/{follow_up}/due/", get=officers(200), post=officers("follow_ups:follow_up")),
    "follow_ups:owner": row(
        "/follow-ups/{follow_up}/owner/",
        get=officers(200),
        post=officers("follow_ups:follow_up"),
    ),
    "follow_ups:column": row(
        "/follow-ups/{follow_up}/kind/",
        get=officers(200),
        post=officers("follow_ups:follow_up"),
        typed={"kind": "document"},
    ),
    "follow_ups:priority": row(
        "/follow-ups/{follow_up}/priority/",
        get=officers(200),
        post=officers("follow_ups:follow_up"),
        typed={},
    ),
    "follow_ups:place": row(
        "/follow-ups/{follow_up}/place/?before={card}", get=everybody(405), post=officers("follow_ups:list")
    ),
    "follow_ups:snooze": row(
        "/follow-ups/{follow_up}/snooze/",
        get=everybody(403) | {"claire": 200},
        post=everybody(403) | {"claire": "follow_ups:follow_up"},
        typed={"until": "in 3 days"},
    ),
    "follow_ups:wake": row(
        "/follow-ups/{follow_up}/wake/", get=everybody(405), post=everybody(403) | {"claire": "follow_ups:follow_up"}
    ),
    "notes:new": row(
        "/follow-ups/{follow_up}/note/",
        get=officers(200),
        post=officers("follow_ups:follow_up"),
        typed={"note": "They called."},
    ),
    "notes:names": row("/follow-ups/{follow_up}/note/names/?words=a"),
    "notes:edit": row(
        "/follow-ups/{follow_up}/note/{note}/",
        get=everybody(403) | {"claire": 200},
        post=everybody(403) | {"claire": "follow_ups:follow_up"},
        typed={"note": "They called twice."},
    ),
    "notes:reply": row(
        "/follow-ups/{follow_up}/note/{note}/reply/",
        get=officers(200),
        post=officers("follow_ups:follow_up"),
        typed={"note": "So they did."},
    ),
    "notes:still_on": row(
        "/follow-ups/{follow_up}/still-on/", get=everybody(405), post=officers("follow_ups:follow_up")
    ),
    "notes:watch": row("/follow-ups/{follow_up}/watch/", get=everybody(405), post=everybody("follow_ups:follow_up")),
    "notes:unwatch": row(
        "/follow-ups/{follow_up}/unwatch/", get=everybody(405), post=everybody("follow_ups:follow_up")
    ),
    "notes:seen": row("/follow-ups/{follow_up}/seen/", get=everybody(405), post=everybody("desk")),
    "invitations:event": row(
        "/follow-ups/{follow_up}/event/",
        get=officers(200),
        post=officers("follow_ups:follow_up"),
        typed={"place": "Lyon"},
    ),
    "invitations:answer": row(
        "/follow-ups/{follow_up}/event/answer/accepted/",
        get=everybody(405),
        post=officers("follow_ups:follow_up"),
    ),
    "invitations:speaker": row(
        "/follow-ups/{follow_up}/event/speaker/", get=officers(200), post=officers("follow_ups:follow_up"), typed={}
    ),
    "invitations:readout": row(
        "/follow-ups/{follow_up}/event/readout/",
        get=officers(200),
        post=officers("follow_ups:follow_up"),
        typed={"readout": "It went well."},
    ),
    "invitations:delivered": row(
        "/follow-ups/{follow_up}/event/delivered/", get=everybody(405), post=officers("follow_ups:follow_up")
    ),
    "invitations:step_new": row(
        "/follow-ups/{follow_up}/steps/new/",
        get=officers(200),
        post=officers("follow_ups:follow_up"),
        typed={"title": "Ask for the programme"},
    ),
    "invitations:steps_on_working_days": row(
        "/follow-ups/{follow_up}/steps/working-days/", get=everybody(405), post=officers("follow_ups:follow_up")
    ),
    "invitations:step_edit": row(
        "/follow-ups/{follow_up}/steps/{step}/", get=officers(200), post=officers("follow_ups:follow_up"), typed={}
    ),
    "invitations:step_do": row(
        "/follow-ups/{follow_up}/steps/{step}/done/", get=everybody(405), post=officers("follow_ups:follow_up")
    ),
    "invitations:step_undo": row(
        "/follow-ups/{follow_up}/steps/{step}/undone/", get=everybody(405), post=officers("follow_ups:follow_up")
    ),
    "invitations:step_remove": row(
        "/follow-ups/{follow_up}/steps/{step}/remove/", get=everybody(405), post=officers("follow_ups:follow_up")
    ),
    "follow_ups:near_titles": row("/follow-ups/new/near/?title=Speak+at+the+workshop", get=officers(200)),
    "follow_ups:suggestions": row("/follow-ups/offers/?other=speak"),
    "follow_ups:link_new": row(
        "/follow-ups/{follow_up}/links/new/",
        get=officers(200),
        post=officers("follow_ups:follow_up"),
        typed={"side": "follows", "other": "Exchange"},
    ),
    "follow_ups:unlink": row(
        "/follow-ups/links/{link}/take-off/", get=everybody(405), post=officers("follow_ups:follow_up")
    ),
    "follow_ups:link_again": row(
        "/follow-ups/links/{unlinked}/again/", get=everybody(405), post=officers("follow_ups:follow_up")
    ),
    "follow_ups:undo": row(
        "/follow-ups/{follow_up}/undo/{last_change}/",
        get=everybody(405),
        post=officers("follow_ups:follow_up"),
    ),
    "follow_ups:remove": row("/follow-ups/{follow_up}/remove/", get=officers(200), post=officers("meetings:meeting")),
    "follow_ups:restore": row(
        "/follow-ups/{removed_follow_up}/restore/",
        get=everybody(405),
        post=officers("follow_ups:follow_up"),
    ),
    "files:attach": row("/files/of/followup/{follow_up}/attach/", get=officers(200), post=officers(422)),
    "files:file": row("/files/{file}/"),
    "files:thumbnail": row("/files/{picture}/thumbnail/"),
    "files:take_off": row("/files/{file}/take-off/", get=everybody(405), post=officers("follow_ups:follow_up")),
    "files:restore": row("/files/{removed_file}/restore/", get=everybody(405), post=officers("follow_ups:follow_up")),
    "needs:new": row(
        "/follow-ups/{needy}/needs/new/",
        get=officers(200),
        post=officers("follow_ups:follow_up"),
        typed={"amount": "5,000"},
    ),
    "needs:edit": row(
        "/follow-ups/{needy}/needs/{need}/", get=officers(200), post=officers("follow_ups:follow_up"), typed={}
    ),
    "needs:remove": row(
        "/follow-ups/{needy}/needs/{need}/remove/", get=everybody(405), post=officers("follow_ups:follow_up")
    ),
    "needs:restore": row(
        "/follow-ups/{needy}/needs/{need}/restore/", get=everybody(405), post=officers("follow_ups:follow_up")
    ),
    "needs:allocate": row(
        "/follow-ups/{needy}/needs/{need}/allocate/",
        get=officers(200),
        post=officers("follow_ups:follow_up"),
        typed={"quantity": "1,000"},
    ),
    "needs:take_back": row(
        "/follow-ups/{needy}/allocations/{allocation}/take-back/",
        get=everybody(405),
        post=officers("follow_ups:follow_up"),
    ),
    "imports:imports": row("/imports/", get=officers(200), post=officers(422)),
    # A list that Jonas named: the others choose it, and call it as he does.
    "imports:list": row(
        "/imports/lists/{list}/",
        get=everybody(403) | {"jonas": 200},
        post=everybody(403) | {"jonas": "imports:imports"},
        typed={"name": "Tracker of 2032"},
    ),
    # The import of Jonas: a table may hold what others must not see.
    "imports:import": row("/imports/{import}/", get=only_jonas(200)),
    "imports:columns": row(
        "/imports/{import}/columns/",
        get=only_jonas(200),
        post=only_jonas("imports:import"),
        typed={"column_0": "title"},
    ),
    "imports:look": row("/imports/{import}/columns/look/", get=everybody(405), post=only_jonas(200)),
    "imports:read": row("/imports/{import}/columns/read/", get=everybody(405), post=only_jonas(422)),
    "imports:answer": row("/imports/{import}/answer/", get=everybody(405), post=only_jonas("imports:import")),
    "imports:answer_all": row("/imports/{import}/answer/all/", get=everybody(405), post=only_jonas("imports:import")),
    "imports:add_names": row("/imports/{import}/names/", get=everybody(405), post=only_jonas("imports:import")),
    "imports:take_name": row("/imports/{import}/names/take/", get=everybody(405), post=only_jonas("imports:import")),
    "imports:name_itself": row(
        "/imports/{import}/names/itself/", get=everybody(405), post=only_jonas("imports:import")
    ),
    "imports:confirm": row("/imports/{import}/confirm/", get=everybody(405), post=only_jonas("imports:import")),
    "imports:refused": row("/imports/{import}/refused/", get=only_jonas(200)),
    "imports:new_list": row("/imports/{import}/new-list/", get=everybody(405), post=only_jonas("imports:import")),
    "imports:same_list": row("/imports/{import}/same-list/", get=everybody(405), post=only_jonas("imports:import")),
    "imports:undo": row("/imports/{import}/undo/", get=everybody(405), post=only_jonas("imports:import")),
    "imports:stop": row("/imports/{import}/stop/", get=everybody(405), post=only_jonas("imports:import")),
    "imports:remove": row("/imports/{import}/remove/", get=everybody(405), post=only_jonas("imports:imports")),
    # Jonas had it written: it is cut to what he may see.
    "exports:exports": row("/exports/"),
    "exports:export": row("/exports/{export}/", get=only_jonas(200)),
    "exports:file": row("/exports/{export}/file/", get=only_jonas(200)),
    "pledges:list": row("/pledges/"),
    "pledges:export": row("/pledges/export/csv/"),
    "pledges:new": row(
        "/pledges/new/?kind=staff",
        get=officers(200),
        post=officers("pledges:list"),
        typed={"donor": "EU", "people": "2", "months": "12"},
    ),
    "pledges:pledge": row("/pledges/{pledge}/"),
    "pledges:move": row("/pledges/{pledge}/to/committed/", get=officers(200), post=officers("pledges:pledge")),
    "pledges:edit": row(
        "/pledges/{pledge}/edit/", get=officers(200), post=officers("pledges:pledge"), typed={"detail": "In full."}
    ),
    "pledges:remove": row("/pledges/{pledge}/remove/", get=officers(200), post=officers("pledges:list")),
    "pledges:restore": row("/pledges/{removed_pledge}/restore/", get=everybody(405), post=officers("pledges:pledge")),
    "pledges:undo": row(
        "/pledges/{pledge}/undo/{last_pledge_change}/", get=everybody(405), post=officers("pledges:pledge")
    ),
    "needs:unlock": row("/pledges/unlock/?amount=5,000"),
    "needs:unlock_export": row("/pledges/unlock/export/?amount=5,000"),
    "needs:unlock_save": row(
        "/pledges/unlock/save/?amount=5,000",
        get=officers(200),
        post=officers("pledges:pledge"),
        typed={"donor": "EU"},
    ),
    "meetings:meeting": row("/meetings/{meeting}/"),
    "records:log_meeting": row(
        "/meetings/log/",
        get=officers(200),
        post=officers("meetings:meeting"),
        typed={"title": "Talks", "held_on": "25 May 2018"},
    ),
    "records:log_meeting_row": row(
        "/meetings/log/row/", get=officers("records:log_meeting"), post=officers("records:log_meeting")
    ),
    "records:log_meeting_proposals": row(
        "/meetings/log/proposals/",
        get=officers("records:log_meeting"),
        post=officers(200),
        typed={"text": "Minutes of the talks\n\nOn 25 May 2018 Mr. de Kerchove came."},
    ),
    "records:log_meeting_agenda": row(
        "/meetings/log/agenda/", get=officers("records:log_meeting"), post=officers("records:log_meeting")
    ),
    "agendas:agenda": row("/meetings/{meeting}/agenda/", get=officers(200)),
    "agendas:save": row("/meetings/{meeting}/agenda/save/", get=everybody(405), post=officers("meetings:meeting")),
    "agendas:take_back": row(
        "/meetings/{meeting}/agenda/back/{put_on}/", get=everybody(405), post=officers("meetings:meeting")
    ),
    "agendas:discuss": row(
        "/meetings/{meeting}/agenda/{item}/",
        get=officers(200),
        post=officers("meetings:meeting"),
        typed={"said": "They wrote.", "status": "in_progress"},
    ),
    "agendas:undo": row(
        "/meetings/agenda/{item}/undo/{last_discussed}/",
        get=everybody(405),
        post=officers("meetings:meeting"),
    ),
    "agendas:point_new": row(
        "/meetings/{meeting}/points/new/",
        get=officers(200),
        post=officers("meetings:meeting"),
        typed={"title": "Data", "minutes": "10"},
    ),
    "agendas:point_edit": row(
        "/meetings/points/{point}/edit/",
        get=officers(200),
        post=officers("meetings:meeting"),
        typed={"said": "At length.", "minutes": "15"},
    ),
    **{
        f"agendas:point_{deed}": row(
            f"/meetings/points/{{point}}/{deed}/", get=everybody(405), post=officers("meetings:meeting")
        )
        for deed in ("up", "down", "remove")
    },
    "agendas:point_restore": row(
        "/meetings/points/{removed_point}/restore/", get=everybody(405), post=officers("meetings:meeting")
    ),
    "agendas:point_undo": row(
        "/meetings/points/{point}/undo/{last_point_change}/", get=everybody(405), post=officers("meetings:meeting")
    ),
    "agendas:point_take": row(
        "/meetings/{meeting}/points/{point}/take/", get=everybody(405), post=officers("meetings:meeting")
    ),
    # At the same meeting it stands already.
    "agendas:point_repeat": row(
        "/meetings/{meeting}/points/{point}/repeat/", get=everybody(405), post=officers("meetings:meeting")
    ),
    "agendas:run": row("/meetings/{meeting}/run/", get=officers(200)),
    "agendas:run_say": row(
        "/meetings/{meeting}/run/point-{point}/say/",
        get=officers(200),
        post=officers("agendas:run"),
        typed={"said": "They will write.", "new-title": "Send the list", "new-owner": "Claire Dubois"},
    ),
    "agendas:run_keep": row(
        "/meetings/{meeting}/run/follow-up-{item}/keep/",
        get=officers(200),
        post=officers("agendas:run"),
        typed={"said": "They wrote.", "status": "in_progress"},
    ),
    "agendas:record": row("/meetings/{meeting}/record/make/", get=everybody(405), post=officers("meetings:meeting")),
    "agendas:record_back": row("/meetings/{meeting}/record/back/", get=everybody(405), post=officers("agendas:run")),
    "meetings:series": row("/meetings/series/{series}/"),
    "meetings:series_list": row("/meetings/series/"),
    "meetings:series_export": row("/meetings/series/export/csv/"),
    "meetings:series_suggestions": row("/meetings/series/offers/?series=coo"),
    "meetings:series_said": row("/meetings/series/said/?repeats=month&begins_on=11+June+2030"),
    "meetings:series_new": row(
        "/meetings/series/new/?meeting={meeting}",
        get=officers(200),
        post=officers("meetings:series"),
        typed={"name": "Talks", "begins_on": "25 May 2018"},
    ),
    "meetings:series_edit": row(
        "/meetings/series/{series}/edit/", get=officers(200), post=officers("meetings:series"), typed={"place": "Paris"}
    ),
    "meetings:series_end": row(
        "/meetings/series/{series}/end/",
        get=officers(200),
        post=officers("meetings:series"),
        typed={"on": "1 June 2030", "why": "It is over."},
    ),
    "meetings:series_remove": row(
        "/meetings/series/{series}/remove/", get=officers(200), post=officers("meetings:series_list")
    ),
    "meetings:series_restore": row(
        "/meetings/series/{removed_series}/restore/", get=everybody(405), post=officers("meetings:series")
    ),
    "meetings:series_undo": row(
        "/meetings/series/{series}/undo/{last_series_change}/", get=everybody(405), post=officers("meetings:series")
    ),
    "meetings:call_off": row(
        "/meetings/{meeting}/call-off/",
        get=officers(200),
        post=officers("meetings:meeting"),
        typed={"why": "The room is taken."},
    ),
    "records:side_by_side": row("/meetings/{meeting}/records/"),
    "calendar_mails:invite": row(
        "/meetings/{occurrence}/calendar/", get=officers(200), post=officers("calendar_mails:invite"), typed={}
    ),
    "calendar_mails:update": row(
        "/meetings/{occurrence}/calendar/update/", get=everybody(405), post=officers("calendar_mails:invite")
    ),
    "calendar_mails:cancel": row(
        "/meetings/{occurrence}/calendar/cancel/", get=everybody(405), post=officers("calendar_mails:invite")
    ),
    "circulation:meeting_file": row("/meetings/{meeting}/paper/docx/"),
    "circulation:mail": row("/meetings/{meeting}/mail/", get=officers("circulation:circulate")),
    "circulation:round": row("/records/{record}/round/"),
    "circulation:circulate": row(
        "/records/{record}/round/send/",
        get=officers(200),
        post=officers("circulation:round"),
        typed={"until": "in 9 days"},
    ),
    # Jonas got a copy.
    "circulation:say_agreed": row(
        "/records/{record}/round/agree/", get=everybody(405), post=only_jonas("circulation:round")
    ),
    "circulation:not_agreed": row(
        "/records/{record}/round/disagree/", get=everybody(405), post=only_jonas("circulation:round")
    ),
    "circulation:go_to": row("/records/{record}/stage/draft/", get=everybody(405), post=officers("circulation:round")),
    "circulation:propose": row("/records/{record}/corrections/", get=everybody(405), post=everybody(422)),
    "circulation:accept": row(
        "/corrections/{correction}/accept/", get=everybody(405), post=officers("circulation:round")
    ),
    "circulation:decline": row("/corrections/{correction}/decline/", get=everybody(405), post=officers(422)),
    "circulation:remove": row(
        "/corrections/{correction}/remove/",
        get=everybody(405),
        post=everybody(403) | {"jonas": "circulation:round"},
    ),
    "circulation:restore": row(
        "/corrections/{removed_correction}/restore/",
        get=everybody(405),
        post=everybody(403) | {"jonas": "circulation:round"},
    ),
    "circulation:undo": row(
        "/corrections/{decided_correction}/undo/{last_decision}/",
        get=everybody(405),
        post=officers("circulation:round"),
    ),
    **{
        f"circulation:{name}": row(f"/copies/{{copy}}/{path}/", get=everybody(405), post=officers("circulation:round"))
        for name, path in {"send_again": "send", "revoke": "revoke", "give_back": "give-back"}.items()
    },
    "notifications:news": row("/news/"),
    "notifications:mark_read": row("/news/read/", get=everybody(405), post=everybody("notifications:news")),
    "notifications:preferences": row("/mails/preferences/", post=everybody("desk"), typed={"hour": "9"}),
    "notifications:house_preferences": row(
        "/mails/preferences/house/",
        get=administrators(200),
        post=administrators("notifications:today"),
        typed={"hour": "9"},
    ),
    "notifications:leave": row("/mails/leave/{leaving}/", get=anybody(200), post=anybody(200)),
    "notifications:join": row("/mails/leave/{leaving}/join/", get=anybody(405), post=anybody(200)),
    "notifications:today": row("/mails/today/", get=administrators(200)),
    "notifications:send_other_again": row(
        "/mails/failed/circulation/{copy}/again/", get=everybody(405), post=administrators("notifications:today")
    ),
    "notifications:address_works": row(
        "/mails/bounces/{bounce}/works/", get=everybody(405), post=administrators("notifications:today")
    ),
    "notifications:send_again": row(
        "/mails/{mail}/again/", get=everybody(405), post=administrators("notifications:today")
    ),
    # Not for an administrator who sees no restricted matters, see `tests/privacy/test_held_page.py`.
    "privacy:held": row("/privacy/held/?person={owner}", get=everybody(403), post=everybody(403)),
    "health:live": row("/live/", get=anybody(200), post=anybody(405)),
    "health:ready": row("/ready/", get=anybody(200), post=anybody(405)),
    "health:how": row("/health/", get=administrators(200)),
    "health:begin_again": row(
        "/health/given-up/{given_up}/again/", get=everybody(405), post=administrators("health:how")
    ),
    "mail_answers:matter": row("/answer/{answering}/", get=anybody(200), post=anybody(405)),
    "mail_answers:answer": row(
        "/answer/{answering}/note/",
        get=anybody(200),
        post=anybody("mail_answers:matter"),
        typed={"note": "It goes on."},
    ),
    "owner_mails:owners": row("/mails/owners/", get=administrators(200)),
    **{
        f"owner_mails:{name}": row(
            f"/mails/owners/{name}/", get=everybody(405), post=administrators("owner_mails:owners")
        )
        for name in ("begin", "stop")
    },
    "owner_mails:send_again": row(
        "/mails/owners/{owner_mail}/again/", get=everybody(405), post=administrators("owner_mails:owners")
    ),
    "owner_mails:leave": row("/mails/owners/leave/{leaving_owner}/", get=anybody(200), post=anybody(200)),
    "owner_mails:join": row("/mails/owners/leave/{leaving_owner}/join/", get=anybody(405), post=anybody(200)),
    "circulation:by_link": row("/round/{copy_link}/", get=anybody(200), post=anybody(405)),
    "circulation:propose_by_link": row("/round/{copy_link}/propose/", get=anybody(405), post=anybody(422)),
    **{
        f"circulation:{name}_by_link": row(
            f"/round/{{copy_link}}/{path}/", get=anybody(405), post=anybody("circulation:by_link")
        )
        for name, path in {"agree": "agree", "disagree": "disagree", "take_back": "back/{correction_by_link}"}.items()
    },
    "meetings:list": row("/meetings/"),
    "meetings:export": row("/meetings/export/csv/"),
    "meetings:suggestions": row("/meetings/offers/?meeting=visit"),
    "meetings:zone_suggestions": row("/meetings/zones/?zone=brussels"),
    "meetings:edit": row(
        "/meetings/{meeting}/edit/",
        get=officers(200),
        post=officers("meetings:meeting"),
        typed={"place": "Paris"},
    ),
    "meetings:undo": row(
        "/meetings/{meeting}/undo/{last_meeting_change}/", get=everybody(405), post=officers("meetings:meeting")
    ),
    "meetings:edit_row": row("/meetings/{meeting}/edit/row/", get=officers("meetings:edit"), post=officers(200)),
    "meetings:remove": row("/meetings/{meeting}/remove/", get=officers(200), post=officers("meetings:list")),
    "meetings:restore": row(
        "/meetings/{removed_meeting}/restore/",
        get=everybody(405),
        post=officers("meetings:meeting"),
    ),
    "records:add": row(
        "/records/meeting/{meeting}/",
        get=officers(200),
        post=officers("suggestions:read"),
        typed={"text": "They met."},
    ),
    "records:edit": row(
        "/records/{record}/edit/",
        get=officers(200),
        post=officers("meetings:meeting"),
        typed={"language": "fr"},
    ),
    "records:undo": row(
        "/records/{record}/undo/{last_record_change}/", get=everybody(405), post=officers("meetings:meeting")
    ),
    "records:version": row("/records/{record}/1/"),
    "suggestions:ask_model": row("/records/{record}/ask-model/", get=everybody(405), post=officers("suggestions:read")),
    "suggestions:forget_model": row(
        "/records/{record}/forget-model/", get=everybody(405), post=officers("suggestions:read")
    ),
    "records:joined": row("/records/joined/", get=everybody(405), post=officers(200)),
    "records:mark_information": row(
        "/records/information/?record={record}&start=0&end=3", get=everybody(405), post=officers("meetings:meeting")
    ),
    "records:information": row("/records/information/{information}/", post=officers("meetings:meeting")),
    "suggestions:read": row("/records/{record}/read/?at=3"),
    "suggestions:accept": row(
        "/suggestions/accept/?record={record}&start=157&end=211", get=everybody(405), post=officers("suggestions:read")
    ),
    "suggestions:edit": row(
        "/suggestions/edit/?record={record}&start=157&end=211",
        get=officers(200),
        post=officers("suggestions:read"),
        typed={"title": "Areas for cooperation"},
    ),
    "suggestions:dismiss": row(
        "/suggestions/dismiss/?record={record}&start=157&end=211", get=everybody(405), post=officers("suggestions:read")
    ),
    "suggestions:same": row(
        "/suggestions/same/?record={record}&start=157&end=211",
        get=officers(200),
        post=officers("suggestions:read"),
        typed={"follow_up": "Exchange"},
    ),
    "suggestions:take_back": row(
        "/suggestions/{decision}/take-back/", get=everybody(405), post=officers("suggestions:read")
    ),
    "suggestions:undo": row("/suggestions/{accepted}/undo/", get=everybody(405), post=officers("suggestions:read")),
    "suggestions:accept_sure": row(
        "/records/{record}/accept-sure/", get=everybody(405), post=officers("suggestions:read")
    ),
    "suggestions:read_through": row(
        "/records/{record}/read-through/", get=everybody(405), post=officers("suggestions:read")
    ),
    "suggestions:read_through_back": row(
        "/records/read-through/{read_through}/take-back/", get=everybody(405), post=officers("suggestions:read")
    ),
    "directory:partners": row("/partners/"),
    "directory:partners_export": row("/partners/export/csv/"),
    "directory:organisation": row("/partners/{organisation}/"),
    "directory:timeline": row("/partners/{organisation}/timeline/"),
    "directory:person": row("/partners/people/{person}/"),
    "directory:people": row("/partners/people/"),
    "directory:people_export": row("/partners/people/export/csv/"),
    "directory:leavers": row("/partners/people/left/", get=managers(200)),
    "follow_ups:hand_over": row(
        "/partners/people/{owner}/hand-over/",
        get=hers(200),
        post=hers("follow_ups:handed_over"),
        typed={"taker": "Amina Rahman"},
    ),
    "follow_ups:hand_over_note": row("/partners/people/{owner}/hand-over/note/", get=hers(200)),
    "follow_ups:handed_over": row("/partners/people/{owner}/hand-over/{handover}/", get=hers(200)),
    "follow_ups:hand_over_undo": row(
        "/partners/people/{owner}/hand-over/{handover}/undo/", get=everybody(405), post=hers("directory:person")
    ),
    "directory:organisation_new": row(
        "/partners/new/",
        get=officers(200),
        post=officers("directory:organisation"),
        typed={"name": "Interpol"},
    ),
    "directory:organisation_edit": row(
        "/partners/{organisation}/edit/",
        get=managers(200),
        post=managers("directory:organisation"),
        typed={"about": "In full."},
    ),
    "directory:organisation_undo": row(
        "/partners/{organisation}/undo/{last_organisation_change}/",
        get=everybody(405),
        post=managers("directory:organisation"),
    ),
    "directory:organisation_open": row(
        "/partners/{organisation}/open/", get=managers(200), post=managers("directory:organisation")
    ),
    "directory:person_new": row(
        "/partners/people/new/",
        get=officers(200),
        post=officers("directory:person"),
        typed={"name": "Rosa Conti"},
    ),
    "directory:person_edit": row(
        "/partners/people/{person}/edit/",
        get=managers(200),
        post=managers("directory:person"),
        typed={"about": "In full."},
    ),
    "directory:person_undo": row(
        "/partners/people/{person}/undo/{last_person_change}/", get=everybody(405), post=managers("directory:person")
    ),
    "directory:mail_arrives": row(
        "/partners/people/{person}/mail-arrives/", get=everybody(405), post=officers("directory:person")
    ),
    "directory:person_open": row(
        "/partners/people/{person}/open/", get=managers(200), post=managers("directory:person")
    ),
    "directory:person_away": row(
        "/partners/people/{person}/away/",
        get=officers(200),
        post=officers("directory:person"),
        typed={"away_until": "31 December 2099"},
    ),
    "directory:duplicates": row("/partners/duplicates/", get=managers(200)),
    "directory:organisation_merge": row("/partners/{organisation}/merge/", get=managers(200)),
    "directory:organisation_merge_into": row(
        "/partners/{partner}/merge/{organisation}/", get=managers(200), post=managers("directory:organisation")
    ),
    "directory:person_merge": row("/partners/people/{person}/merge/", get=managers(200)),
    "directory:person_merge_into": row(
        # The owner signs in: whom to ask, these are told.
        "/partners/people/{person}/merge/{owner}/",
        get=managers(200),
        post=managers(422),
    ),
    "directory:organisation_apart": row(
        "/partners/{partner}/merge/{organisation}/apart/", get=everybody(405), post=managers("directory:duplicates")
    ),
    "directory:person_apart": row(
        "/partners/people/{person}/merge/{owner}/apart/", get=everybody(405), post=managers("directory:duplicates")
    ),
    "directory:apart_undo": row(
        "/partners/apart/{apart}/undo/", get=everybody(405), post=managers("directory:person_merge_into")
    ),
    "directory:merge_undo": row(
        "/partners/merges/{merge}/undo/", get=everybody(405), post=managers("directory:person")
    ),
    "directory:appointment_new": row(
        "/partners/people/{person}/posts/new/",
        get=managers(200),
        post=managers("directory:person"),
        typed={"title": "Envoy", "organisation": "WCO"},
    ),
    "directory:appointment_edit": row(
        "/partners/posts/{post}/edit/",
        get=managers(200),
        post=managers("directory:person"),
        typed={"title": "Envoy"},
    ),
    "directory:organisation_suggestions": row("/partners/offers/organisations/?partner=euro"),
    "directory:unit_suggestions": row("/partners/offers/units/?unit=enf"),
    "directory:person_suggestions": row("/partners/offers/people/?owner=claire"),
    "briefings:meeting": row("/meetings/{meeting}/briefing/", get=everybody("briefings:partner")),
    "briefings:partner": row("/partners/{partner}/briefing/?meeting={meeting}"),
    "briefings:partner_file": row("/partners/{partner}/briefing/file/docx/?meeting={meeting}"),
    "briefings:issue": row("/partners/{partner}/briefing/issue/", get=everybody(405), post=everybody("briefings:note")),
    # Jonas issued it, for himself.
    "briefings:note": row("/briefings/{briefing}/", get=only_jonas(200)),
    "briefings:file": row("/briefings/{briefing}/file/pdf/", get=only_jonas(200)),
    "briefings:remove": row("/briefings/{briefing}/remove/", get=everybody(405), post=only_jonas("briefings:partner")),
    "briefings:restore": row(
        "/briefings/{removed_briefing}/restore/", get=everybody(405), post=only_jonas("briefings:note")
    ),
    "commitments:list": row("/commitments/?meeting={meeting}"),
    "commitments:export": row("/commitments/export/csv/?meeting={meeting}"),
    "commitments:document": row("/commitments/document/docx/?meeting={meeting}"),
    "commitments:addresses": row("/commitments/public/", get=officers(200)),
    "commitments:publish": row(
        "/commitments/public/new/?meeting={meeting}",
        get=officers(200),
        post=officers("commitments:address"),
        typed={"title": "What was agreed"},
    ),
    # Claire made both, and managers see all.
    "commitments:address": row("/commitments/public/{address}/", get=everybody(200) | {"noor": 404}),
    "commitments:revoke": row(
        "/commitments/public/{address}/revoke/",
        get=everybody(405),
        post=everybody("commitments:address") | {"noor": 404},
    ),
    "commitments:restore": row(
        "/commitments/public/{revoked_address}/restore/",
        get=everybody(405),
        post=everybody("commitments:address") | {"noor": 404},
    ),
    "commitments:shared": row("/shared/{address}/{token}/", get=anybody(200), post=anybody(405)),
    "partner_links:new": row(
        "/partners/{partner}/links/new/", get=officers(200), post=officers("partner_links:link"), typed={}
    ),
    "partner_links:link": row("/partners/links/{partner_link}/", get=officers(200)),
    "partner_links:revoke": row(
        "/partners/links/{partner_link}/revoke/", get=everybody(405), post=officers("partner_links:link")
    ),
    "partner_links:restore": row(
        "/partners/links/{revoked_partner_link}/restore/", get=everybody(405), post=officers("partner_links:link")
    ),
    "partner_links:by_link": row("/partner/{partner_token}/", get=anybody(200), post=anybody(405)),
    "partner_links:show": row(
        "/partner/{partner_token}/show/", get=anybody(405), post=anybody("partner_links:by_link")
    ),
    "partner_links:item": row("/partner/{partner_token}/{owed}/", get=anybody(200), post=anybody(405)),
    "partner_links:report": row(
        "/partner/{partner_token}/{owed}/note/",
        get=anybody(200),
        post=anybody("partner_links:item"),
        typed={"words": "It is with the printer."},
    ),
    "mandates:mandate": row("/mandates/{mandate}/"),
    "mandates:list": row("/mandates/"),
    "mandates:export": row("/mandates/export/csv/"),
    "mandates:new": row(
        "/mandates/new/",
        get=officers(200),
        post=officers("mandates:mandate"),
        typed={"title": "Security Programme"},
    ),
    "mandates:suggestions": row("/mandates/offers/?mandate=2347"),
    "mandates:target_suggestions": row("/mandates/offers/targets/?mandates=2347"),
    "mandates:paragraph_suggestions": row("/mandates/offers/paragraphs/?paragraph=2347"),
    "implementation:report": row("/mandates/{mandate}/report/"),
    "implementation:document": row("/mandates/{mandate}/report/document/"),
    "activities:list": row("/mandates/activities/"),
    "activities:export": row("/mandates/activities/export/csv/"),
    "activities:new": row(
        "/mandates/activities/new/",
        get=officers(200),
        post=officers("activities:list"),
        typed={"title": "A training course", "when": "May 2018", "mandates": "S/RES/2347 (2017), 5"},
    ),
    "activities:activity": row("/mandates/activities/{activity}/"),
    "activities:edit": row(
        "/mandates/activities/{activity}/edit/",
        get=officers(200),
        post=officers("activities:activity"),
        typed={"place": "Lyon"},
    ),
    "activities:remove": row(
        "/mandates/activities/{activity}/remove/",
        get=officers(200),
        post=officers("activities:list"),
    ),
    "activities:restore": row(
        "/mandates/activities/{removed_activity}/restore/",
        get=everybody(405),
        post=officers("activities:activity"),
    ),
    "activities:undo": row(
        "/mandates/activities/{activity}/undo/{last_activity_change}/",
        get=everybody(405),
        post=officers("activities:activity"),
    ),
    # Whoever holds no post in a unit is told why there is none for them.
    "reports:report": row("/reports/?period=2018"),
    "reports:export": row("/reports/export/csv/?period=2018", get=managers(200)),
    "reports:mailed": row("/reports/mailed/", get=managers(200)),
    "reports:mailed_new": row(
        "/reports/mailed/new/?what=report-unit",
        get=managers(200),
        post=managers("reports:mailing"),
        typed={"name": "By unit", "addresses": "desk@eu.example"},
    ),
    # Jonas set it up.
    "reports:mailing": row("/reports/mailed/{mailing}/", get=managers(200)),
    "reports:mailed_edit": row(
        "/reports/mailed/{mailing}/edit/",
        get=administrators(200),
        post=administrators("reports:mailing"),
        typed={},
    ),
    "reports:mailed_pause": row(
        "/reports/mailed/{mailing}/pause/", get=everybody(405), post=administrators("reports:mailing")
    ),
    "reports:mailed_resume": row(
        "/reports/mailed/{mailing}/resume/", get=everybody(405), post=administrators("reports:mailing")
    ),
    "reports:mailed_remove": row(
        "/reports/mailed/{mailing}/remove/", get=everybody(405), post=administrators("reports:mailed")
    ),
    "reports:mailed_restore": row(
        "/reports/mailed/{removed_mailing}/restore/", get=everybody(405), post=administrators("reports:mailing")
    ),
    "reports:mailed_now": row("/reports/mailed/{mailing}/now/", get=everybody(405), post=managers("reports:mailing")),
    "mandates:edit": row(
        "/mandates/{mandate}/edit/", get=officers(200), post=officers("mandates:mandate"), typed={"text": "A summary."}
    ),
    "mandates:undo": row(
        "/mandates/{mandate}/undo/{last_mandate_change}/", get=everybody(405), post=officers("mandates:mandate")
    ),
    "incoming_mail:drafts": row("/from-mail/"),
    # Jonas mailed them in.
    "incoming_mail:draft": row("/from-mail/{draft}/", get=only_jonas(200)),
    "incoming_mail:follow_up": row(
        "/from-mail/{draft}/follow-up/",
        get=only_jonas(200),
        post=only_jonas("desk"),
        typed={},
    ),
    "incoming_mail:record": row(
        "/from-mail/{draft}/record/",
        get=only_jonas(200),
        post=only_jonas("suggestions:read"),
        typed={"meeting": "Visit of the EU Counter-Terrorism Coordinator"},
    ),
    "incoming_mail:throw_away": row(
        "/from-mail/{draft}/throw-away/",
        get=everybody(405),
        post=only_jonas("incoming_mail:drafts"),
    ),
    "incoming_mail:restore": row(
        "/from-mail/{removed_draft}/restore/",
        get=everybody(405),
        post=only_jonas("incoming_mail:drafts"),
    ),
    "incoming_mail:file": row("/from-mail/files/{draft_file}/", get=only_jonas(200)),
    "incoming_mail:quarantine": row("/from-mail/quarantine/", get=administrators(200)),
    "incoming_mail:let_in": row(
        "/from-mail/quarantine/{mail_in}/let-in/",
        get=everybody(405),
        post=administrators("incoming_mail:quarantine"),
    ),
    "incoming_mail:mail_throw_away": row(
        "/from-mail/quarantine/{mail_in}/throw-away/",
        get=everybody(405),
        post=administrators("incoming_mail:quarantine"),
    ),
    "incoming_mail:mail_restore": row(
        "/from-mail/quarantine/{removed_mail_in}/restore/",
        get=everybody(405),
        post=administrators("incoming_mail:quarantine"),
    ),
    # Jonas sees nothing restricted, of which a mail may speak.
    "incoming_mail:source": row("/from-mail/quarantine/{mail_in}/source/", get=everybody(403)),
    "tags:list": row("/tags/"),
    "tags:suggestions": row("/tags/offers/?tags=her"),
    "tags:new": row("/tags/new/", get=managers(200), post=managers("tags:list"), typed={"name": "Training"}),
    "tags:edit": row("/tags/{tag}/edit/", get=managers(200), post=managers("tags:list"), typed={"name": "Culture"}),
    "tags:merge": row("/tags/{tag}/merge/", get=managers(200), post=managers("tags:list"), typed={"into": "Museums"}),
    "tags:take_apart": row("/tags/{merged_tag}/take-apart/", get=everybody(405), post=managers("tags:list")),
    "tags:remove": row("/tags/{tag}/remove/", get=everybody(405), post=managers("tags:list")),
    "tags:restore": row("/tags/{removed_tag}/restore/", get=everybody(405), post=managers("tags:list")),
    "tags:undo": row("/tags/{tag}/undo/{last_tag_change}/", get=everybody(405), post=managers("tags:list")),
}


def about_restricted(table: dict[str, Row]) -> dict[str, Row]:
    return {name: row for name, row in table.items() if any(f"{{{key}}}" in row.path for key in RESTRICTED)}
