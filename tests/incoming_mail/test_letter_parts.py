"""What is read of a mail before anybody is asked about it: table by table, what was written and what is read of it."""

from datetime import UTC, datetime
from email import message_from_bytes, message_from_string
from email.message import EmailMessage, Message

import pytest
from django.utils import timezone

from tracker.incoming_mail.letter import headers, parts
from tracker.incoming_mail.letter.authentication import Result, is_aligned, is_believed, results_of
from tracker.incoming_mail.letter.letter import read_letter
from tracker.incoming_mail.letter.text_of_html import text_of_html
from tracker.incoming_mail.letter.words_of_letter import without_marks, words_of

pytestmark = pytest.mark.one_database
PAGES = {
    "<p>One</p><p>Two</p>": "One\n\nTwo",
    "<div>One</div><div>Two</div>": "One\nTwo",
    "One<br>Two<br><br>Three": "One\nTwo\n\nThree",
    "<h1>Head</h1>Below": "Head\n\nBelow",
    "<ul><li>One</li><li>Two <b>words</b></li></ul>After": "- One\n- Two words\nAfter",
    "<table><tr><td>One</td><td>Two</td></tr><tr><td></td><td>Four</td></tr></table>": "One\tTwo\nFour",
    "<pre>a  b\n  c</pre>  d   e": "a  b\n  c\nd e",
    "One<hr>Two": f"One\n{'_' * 32}\nTwo",
    "<blockquote>One<blockquote>Two</blockquote>Three</blockquote>Four": "> One\n> > Two\n> Three\nFour",
    "</blockquote><p>Still here</p>": "Still here",
    "<head><title>T</title></head><style>p {}</style><script>x</script><p>Read</p>": "Read",
    "<template>x</body><p>Read</p>": "Read",
    "A &amp; B &lt;c&gt; caf&eacute;": "A & B <c> café",
    "<p>  One \n two\t three </p>": "One two three",
    "<p>One</p><p></p><p></p><p></p><p>Two</p>": "One\n\nTwo",
    "": "",
}  # fmt: skip


def test_what_is_read_of_a_page() -> None:
    assert {page: text_of_html(page) for page in PAGES} == PAGES
    deep = text_of_html("<blockquote>" * 30 + "Deep")
    assert deep == "> " * 20 + "Deep"


SENT_BY = {
    "From: Claire Dubois <Claire@Suivi.Example>": "claire@suivi.example",
    "From: claire@suivi.example, other@eu.example": "",
    "From: claire@suivi.example\nFrom: other@eu.example": "",
    "From: nobody": "",
    "From: a@b@eu.example": "",
    "From: =?utf-8?q?Ren=C3=A9?= <rene@eu.example>": "rene@eu.example",
    "From: Rosa <>": "",
    "Subject: x": "",
}
AUTOMATIC = {
    "Auto-Submitted: no": False, "Auto-Submitted: auto-replied; x=y": True, "Auto-Submitted: NO": False,
    "Precedence: bulk": True, "Precedence: List": True, "Precedence: first-class": False,
    "X-Auto-Response-Suppress: All": True, "X-Autoreply: yes": True, "X-Autorespond: yes": True,
    "Return-Path: <>": True, "Return-Path: <a@eu.example>": False,
    "From: MAILER-DAEMON@eu.example": True, "From: no-reply@eu.example": True, "From: noreply@eu.example": True,
    "From: ne-pas-repondre@eu.example": True, "From: postmaster@eu.example": True, "From: nora@eu.example": False,
    "From: noreplies@eu.example": False, "Content-Type: multipart/report; boundary=x": True, "Subject: x": False,
}  # fmt: skip
ADDRESSED = {
    "To: A <a@eu.example>, b@eu.example\nCc: c@eu.example": ["a@eu.example", "b@eu.example", "c@eu.example"],
    "Delivered-To: d@eu.example\nX-Original-To: o@eu.example\nEnvelope-To: e@eu.example\nX-Envelope-To: x@eu.example": [
        "d@eu.example", "o@eu.example", "e@eu.example", "x@eu.example",
    ],
    "Bcc: b@eu.example": [],
}  # fmt: skip
ANSWERED = {
    "References: <1@a> <2@a>\nIn-Reply-To: <3@a>": ["3@a", "2@a", "1@a"],
    "In-Reply-To: words <1@a> more": ["1@a"],
    "References: none": [],
}


def of(head: str) -> Message:
    return message_from_string(f"{head}\n\nText")


def test_what_heads_say() -> None:
    assert {head: headers.sender_of(of(head)) for head in SENT_BY} == SENT_BY
    assert {head: headers.is_automatic(of(head)) for head in AUTOMATIC} == AUTOMATIC
    assert {head: headers.addressed(of(head)) for head in ADDRESSED} == ADDRESSED
    assert {head: headers.answered(of(head)) for head in ANSWERED} == ANSWERED
    many = of(f"To: {', '.join(f'a{number}@eu.example' for number in range(150))}")
    assert len(headers.addressed(many)) == 100
    long = of("References: " + " ".join(f"<{number}@a>" for number in range(150)))
    assert headers.answered(long)[::99] == ["149@a", "50@a"]


def test_by_what_a_mail_is_known_and_when_it_was_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime(2018, 5, 25, 12, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    assert headers.message_id_of(of("Message-ID: <1@a.example>"), b"x") == "1@a.example"
    digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881@no-message-id"
    assert {headers.message_id_of(of(head), b"x") for head in ("Subject: x", "Message-ID: <1 2>", "Message-ID: 1")} == {
        digest
    }
    sent = {
        "Thu, 24 May 2018 10:00:00 +0200": datetime(2018, 5, 24, 8, tzinfo=UTC),
        "Thu, 24 May 2018 10:00:00 -0000": datetime(2018, 5, 24, 8, tzinfo=UTC),
        "Sat, 26 May 2018 10:00:00 +0200": now, "Mon, 1 Jan 1990 00:00:00 +0000": now,
        "Mon, 1 Jan 1990 00:00:01 +0000": datetime(1990, 1, 1, 0, 0, 1, tzinfo=UTC), "yesterday": now, "": now,
    }  # fmt: skip
    assert {day: headers.sent_at(of(f"Date: {day}")) for day in sent} == sent


SERVER = "mx.house.example"
SAID = {
    f"{SERVER}; dkim=pass header.d=eu.example": [Result("dkim", "pass", "eu.example")],
    "MX.House.Example 1; DKIM=Pass header.i=@EU.example": [Result("dkim", "pass", "eu.example")],
    f"{SERVER}; spf=pass (a (nested) one) smtp.mailfrom=a@eu.example; dmarc=fail header.from=eu.example": [
        Result("spf", "pass", "eu.example"), Result("dmarc", "fail", "eu.example"),
    ],
    f'{SERVER}; dkim=pass header.i="@i.example" header.d=d.example': [Result("dkim", "pass", "d.example")],
    f"{SERVER}; iprev=pass policy.iprev=10.0.0.4; none": [Result("iprev", "pass", "")],
    "mx.other.example; dkim=pass header.d=eu.example": [],
    "": [],
}  # fmt: skip
# By what the server says, whether a mail of a@eu.example is believed.
BELIEVED = {
    "dkim=pass header.d=eu.example": True, "dkim=pass header.d=mail.eu.example": True,
    "dkim=pass header.d=example": False, "dkim=pass header.d=neu.example": False,
    "dkim=pass header.d=evil.example": False,
    "spf=pass smtp.mailfrom=b@eu.example": True, "spf=softfail smtp.mailfrom=a@eu.example": False,
    "dmarc=pass header.from=eu.example": True, "dmarc=none; dkim=pass header.d=eu.example": True,
    "dmarc=fail; dkim=pass header.d=eu.example": False, "dmarc=reject; spf=pass smtp.mailfrom=a@eu.example": False,
    "dmarc=quarantine; dkim=pass header.d=eu.example": False, "dkim=fail header.d=eu.example": False,
    "iprev=pass": False, "dkim=pass": False,
}  # fmt: skip


def test_whom_the_mail_server_of_the_house_believes() -> None:
    assert {header: results_of(header, SERVER) for header in SAID} == SAID
    assert results_of("; dkim=pass header.d=eu.example", "") == []
    assert {said: is_believed([f"{SERVER}; {said}"], SERVER, "a@EU.example") for said in BELIEVED} == BELIEVED
    assert is_believed(
        ["mx.other.example; dkim=fail", f"{SERVER}; dkim=pass header.d=eu.example"], SERVER, "a@eu.example"
    )
    pairs = [("eu.example", "eu.example"), ("a.eu.example", "eu.example"), ("eu.example", "a.eu.example"),
             ("neu.example", "eu.example"), ("", ""), ("", "eu.example"), ("localhost", "localhost"),
             ("example", "eu.example")]  # fmt: skip
    assert [is_aligned(*pair) for pair in pairs] == [True, True, True, False, False, False, True, False]


def part(content: bytes, kind: str = "text/plain", **head: str) -> Message:
    heads = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in head.items())
    return message_from_bytes(f"Content-Type: {kind}\n{heads}\n".encode() + content)


def test_in_which_letters_a_text_is_written() -> None:
    texts = [
        part("café".encode(), "text/plain; charset=utf-8"),
        part("café".encode("latin-1"), "text/plain; charset=iso-8859-1"),
        part("café €".encode("cp1252"), "text/plain"),
        part("café".encode(), "text/plain; charset=no-such"),
        part(b"\x81 odd", "text/plain"),
        part(b"One \ntwo \n\n> not \nthis\n-- \nClaire\n >kept", "text/plain; format=flowed"),
    ]
    assert [parts.text_of([each]) for each in texts] == [
        "café", "café", "café €", "café", "\x81 odd", "One two \n> not \nthis\n-- \nClaire\n>kept",
    ]  # fmt: skip
    page, plain = part(b"<p>Page</p>", "text/html"), part(b"Plain")
    file = part(b"File", Content_Disposition="attachment")
    assert [parts.text_of(each) for each in ([page, plain], [page], [page, page], [file], [plain, plain])] == [
        "Plain", "Page", "Page\n\nPage", "", "Plain\n\nPlain",
    ]  # fmt: skip


def test_which_files_hang_on_a_mail() -> None:
    mail = EmailMessage()
    mail.set_content("See them.")
    mail.add_alternative('<p>See <img src="cid:logo"></p>', subtype="html")
    for name, kind in (("a.pdf", "pdf"), ("../up/b.pdf", "pdf"), ("c\x07d.pdf", "pdf"), ("", "x-odd.kind+long-name")):
        mail.add_attachment(kind.encode(), maintype="application", subtype=kind, filename=name or None)
    for cid in ("<logo>", "<other>"):
        mail.add_attachment(b"png", maintype="image", subtype="png", cid=cid)
    mail.add_attachment("BEGIN:VCALENDAR", subtype="calendar", filename="invite.ics")
    mail.add_attachment(b"sig", maintype="application", subtype="pkcs7-signature", filename="smime.p7s")
    inner = EmailMessage()
    inner.set_content("Sent on")
    inner.add_attachment(b"inner", maintype="application", subtype="pdf", filename="inner.pdf")
    mail.add_attachment(inner)
    letter = read_letter(mail.as_bytes())
    assert [(each.name, each.content) for each in letter.attachments] == [
        ("a.pdf", b"pdf"), ("b.pdf", b"pdf"), ("c d.pdf", b"pdf"), ("file.xoddkindlo", b"x-odd.kind+long-name"),
        ("file.png", b"png"), ("inner.pdf", b"inner"),
    ]  # fmt: skip
    assert (letter.words.own, letter.words.before, letter.is_sent_on) == ("See them.", "Sent on", True)


def test_what_a_calendar_answers() -> None:
    methods = ("reply", "COUNTER", "DECLINECOUNTER", "REFRESH", "REQUEST", "CANCEL")
    found = [parts.calendar_answer([part(b"BEGIN", f"text/calendar; method={each}")]) for each in methods]
    assert found == ["BEGIN", "BEGIN", "BEGIN", "BEGIN", "", ""]
    assert parts.calendar_answer([part(b"BEGIN", "text/plain; method=REPLY"), part(b"B", "text/calendar")]) == ""


# What somebody wrote, and what of it is their own and what was there before.
WRITTEN = {
    "They call.\n\nRegards,\nClaire": ("They call.", ""),
    "They call.\nRegards, as ever.": ("They call.\nRegards, as ever.", ""),
    "Thanks\n\nThey call on Monday and we answer.": ("Thanks\n\nThey call on Monday and we answer.", ""),
    "They call.\n--\nClaire\nUnit": ("They call.", ""),
    "They call.\n\nSent from my iPhone": ("They call.", ""),
    "Envoyé de mon iPhone": ("", ""),
    "They call.\n\nThis message may contain secrets.": ("They call.", ""),
    "They call.\n\n\n\n\nOn Monday.": ("They call.\n\nOn Monday.", ""),
    "***": ("", ""),
    "They call.\n> Do they?\n> Or not?": ("They call.", "Do they?\nOr not?"),
    "> Do they?\nYes.\n> Or not?\nNo.": ("Yes.\n\nNo.", "Do they?\nOr not?"),
    "Yes.\n\nOn 3 May 2018, at 10:12, Gilles\nwrote:\n\n> Do they?": ("Yes.", "Do they?"),
    "Oui.\n\nLe 3 mai 2018 à 10:12, Gilles a écrit :\n> Viennent-ils ?": ("Oui.", "Viennent-ils ?"),
    "Yes.\n\nFrom: G\nSent: 3 May\nSubject: x\n\nDo they?": ("Yes.", "Do they?"),
    "Yes.\nFrom: the minutes\nwe know.": ("Yes.\nFrom: the minutes\nwe know.", ""),
    "Yes.\n________________\nDe : G\nEnvoyé : 3 mai\nObjet : x\n\nViennent-ils ?": ("Yes.", "Viennent-ils ?"),
    "Yes.\n-----Original Message-----\nFrom: G\nTo: C\n\nDo they?": ("Yes.", "Do they?"),
    "Yes.\n-------- Original Message --------\nOn 3 May, G wrote:\n\n> Do they?": ("Yes.", "Do they?"),
    "Yes.\n-------- Original Message --------\n\nDo they?": ("Yes.", "Do they?"),
    "Ja.\n\nAm 03.05.2018 um 10:12 schrieb G:\n> Do they?": ("Ja.", "Do they?"),
    "Sí.\n\nEl jue, 3 may 2018, G (<g@eu.example>) escribió:\n> Do they?": ("Sí.", "Do they?"),
    "Sì.\n\nIl giorno gio 3 mag 2018 G <g@eu.example> ha scritto:\n> Do they?": ("Sì.", "Do they?"),
    "Ja.\n\nOp do 3 mei 2018 om 10:12 schreef G <g@eu.example>:\n> Do they?": ("Ja.", "Do they?"),
    "a\u200bb\u00a0c\r\nd\re": ("ab c\nd\ne", ""),
}  # fmt: skip
SUBJECTS = {
    "RE: Talks": "Talks", "re: FW: Rép : Talks": "Talks", "TR: Re[2]: Talks": "Talks", "Fwd: Talks": "Talks",
    "Regarding: Talks": "Regarding: Talks", "Talks re: ports": "Talks re: ports", "AW: SV: Talks": "Talks", "RE:": "",
}  # fmt: skip


def test_a_subject_whose_letters_are_written_as_they_are() -> None:
    wanted = "Réunion à l’échéance"
    found = [
        headers.said(message_from_bytes(f"Subject: {wanted}\r\n\r\n".encode(encoding)), "subject")
        for encoding in ("utf-8", "cp1252")
    ]
    assert found == [wanted, wanted]


def test_what_somebody_wrote_and_what_was_there_before() -> None:
    found = {text: words_of(text) for text in WRITTEN}
    assert {text: (words.own, words.before) for text, words in found.items()} == WRITTEN
    assert {text for text, words in found.items() if words.is_sent_on} == set()
    assert {subject: without_marks(subject) for subject in SUBJECTS} == SUBJECTS
