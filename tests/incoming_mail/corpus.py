"""Fifty mails in the shapes of the programs that people write with, in two languages, and what their authors wrote."""

from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from hashlib import sha256
from html import escape

CLAIRE, GILLES = "Claire Dubois <claire@suivi.example>", "Gilles de Kerchove <gilles@eu.example>"


@dataclass(frozen=True)
class Speech:
    """What one language says: the words, and what programs write around them."""

    own: str
    former: str
    answers: tuple[str, str]
    closing: str
    signature: str
    telephone: str
    get_outlook: str
    disclaimer: str
    wrote_gmail: str
    wrote_apple: str
    wrote_thunderbird: str
    heads: tuple[str, str, str, str]
    original: str
    forwarded: tuple[str, str, str]
    subject: str
    re_: str
    fw_: str
    deceiving: str


ENGLISH = Speech(
    own="Dear all,\n\nThe draft of the agreement went out on Tuesday. Europol asks for two more weeks.",
    former="Could you tell us where the draft stands?\n\nThe meeting is on 25 May.",
    answers=("It went out on Tuesday.", "I will be there with Amina."),
    closing="Best regards,\nClaire",
    signature="Claire Dubois\nEnforcement Unit\n+32 2 209 92 11",
    telephone="Sent from my iPhone",
    get_outlook="Get Outlook for iOS<https://aka.ms/o0ukef>",
    disclaimer="This message may contain confidential information. If you are not the addressee, delete this mail.",
    wrote_gmail="On Thu, 3 May 2018 at 10:12, Gilles de Kerchove <gilles@eu.example>\nwrote:",
    wrote_apple="On 3 May 2018, at 10:12, Gilles de Kerchove <gilles@eu.example> wrote:",
    wrote_thunderbird="On 03/05/2018 10:12, Gilles de Kerchove wrote:",
    heads=("From:", "Sent:", "To:", "Subject:"),
    original="-----Original Message-----",
    forwarded=(
        "---------- Forwarded message ---------",
        "-------- Forwarded Message --------",
        "Begin forwarded message:",
    ),
    subject="Draft agreement",
    re_="RE:",
    fw_="FW:",
    deceiving="He said: on Tuesday they wrote: nothing.\nFrom: the minutes I take it that we wait.\n\nThanks for it.",
)
FRENCH = Speech(
    own="Bonjour à tous,\n\nLe projet d’accord est parti mardi. Europol demande deux semaines de plus.",
    former="Où en est le projet ?\n\nLa réunion est le 25 mai.",
    answers=("Il est parti mardi.", "J’y serai avec Amina."),
    closing="Bien cordialement,\nClaire",
    signature="Claire Dubois\nUnité de lutte\n+32 2 209 92 11",
    telephone="Envoyé de mon iPhone",
    get_outlook="Obtenir Outlook pour iOS<https://aka.ms/o0ukef>",
    disclaimer="Ce message peut contenir des informations confidentielles. Reçu par erreur, il est à effacer.",
    wrote_gmail="Le jeu. 3 mai 2018 à 10:12, Gilles de Kerchove <gilles@eu.example> a\nécrit :",
    wrote_apple="Le 3 mai 2018 à 10:12, Gilles de Kerchove <gilles@eu.example> a écrit :",
    wrote_thunderbird="Le 03/05/2018 à 10:12, Gilles de Kerchove a écrit :",
    heads=("De\u00a0:", "Envoyé\u00a0:", "À\u00a0:", "Objet\u00a0:"),
    original="-----Message d'origine-----",
    forwarded=(
        "---------- Message transféré ---------",
        "-------- Message transféré --------",
        "Début du message réexpédié :",
    ),
    subject="Projet d’accord",
    re_="RE :",
    fw_="TR :",
    deceiving="Il a dit : le mardi ils ont écrit : rien.\nDe : la réunion je retiens l’attente.\n\nMerci de question.",
)


@dataclass(frozen=True)
class Mail:
    name: str
    message: EmailMessage
    own: str
    before: str = ""

    @property
    def raw(self) -> bytes:
        return self.message.as_bytes()


def fifty() -> list[Mail]:
    return [make(name, said) for name, said in (("en", ENGLISH), ("fr", FRENCH)) for make in SHAPES]


def message(subject: str, plain: str = "", html: str = "", sender: str = CLAIRE, **how: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, "suivi@house.example", subject
    mail["Date"], mail["Message-ID"] = (
        "Thu, 03 May 2018 11:00:00 +0200",
        f"<{sha256(repr((subject, plain, html)).encode()).hexdigest()[:16]}@mail.example>",
    )
    if plain:
        mail.set_content(plain, **how)  # type: ignore[arg-type]
    if html and plain:
        mail.add_alternative(html, subtype="html")
    elif html:
        mail.set_content(html, subtype="html")
    return mail


def quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def paragraphs(text: str, tag: str = "p") -> str:
    return "".join(f"<{tag}>{escape(part).replace(chr(10), '<br>')}</{tag}>" for part in text.split("\n\n"))


def head(said: Speech, *, bold: bool = False) -> str:
    values = ("Gilles de Kerchove <gilles@eu.example>", "3 May 2018 10:12", "Claire Dubois", said.subject)
    star = "*" if bold else ""
    return "\n".join(f"{star}{name}{star} {value}" for name, value in zip(said.heads, values, strict=True))


def html_head(said: Speech) -> str:
    lines = (line.partition(":") for line in head(said).split("\n"))
    return "<br>".join(f"<b>{name}:</b>{escape(value)}" for name, _colon, value in lines)


def outlook(name: str, said: Speech) -> Mail:
    plain = f"{said.own}\n\n{said.closing}\n\n{said.signature}\n\n{head(said)}\n\n{said.former}\n"
    border = '<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal">'
    html = (
        f"<html><body>{paragraphs(said.own)}{border}{html_head(said)}</p></div>{paragraphs(said.former)}</body></html>"
    )
    return Mail(f"outlook {name}", message(f"{said.re_} {said.subject}", plain, html), said.own, said.former)


def outlook_html(name: str, said: Speech) -> Mail:
    style = "<head><style>p.MsoNormal {margin:0cm}</style><title>x</title></head>"
    border = '<div><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal">'
    html = (
        f"<html>{style}<body>{paragraphs(said.own)}<p>&nbsp;</p>{paragraphs(said.closing)}"
        f"{border}{html_head(said)}</p></div></div>{paragraphs(said.former)}</body></html>"
    )
    return Mail(f"outlook html {name}", message(f"{said.re_} {said.subject}", html=html), said.own, said.former)


def outlook_web(name: str, said: Speech) -> Mail:
    plain = f"{said.own}\n\n{'_' * 32}\n{head(said)}\n\n{said.former}\n"
    return Mail(f"outlook web {name}", message(f"{said.re_} {said.subject}", plain), said.own, said.former)


def outlook_web_html(name: str, said: Speech) -> Mail:
    html = (
        f'<div dir="ltr">{paragraphs(said.own, "div")}</div><hr tabindex="-1" style="width:98%">'
        f'<div id="divRplyFwdMsg">{html_head(said)}</div><div>{paragraphs(said.former)}</div>'
    )
    own = said.own.replace("\n\n", "\n")
    return Mail(f"outlook web html {name}", message(f"{said.re_} {said.subject}", html=html), own, said.former)


def outlook_mobile(name: str, said: Speech) -> Mail:
    plain = f"{said.answers[0]}\n\n{said.get_outlook}\n{'_' * 32}\n{head(said)}\n\n{said.former}\n"
    return Mail(f"outlook mobile {name}", message(f"{said.re_} {said.subject}", plain), said.answers[0], said.former)


def outlook_sent_on(name: str, said: Speech) -> Mail:
    plain = f"{said.answers[1]}\n\n{head(said)}\n\n{said.former}\n"
    return Mail(f"outlook sent on {name}", message(f"{said.fw_} {said.subject}", plain), said.answers[1], said.former)


def outlook_old(name: str, said: Speech) -> Mail:
    plain = f"{said.own}\n\n{said.original}\n{head(said)}\n\n{said.former}\n"
    return Mail(f"outlook old {name}", message(f"{said.re_} {said.subject}", plain), said.own, said.former)


def gmail(name: str, said: Speech) -> Mail:
    plain = f"{said.own}\n\n{said.wrote_gmail}\n\n{quoted(said.former)}\n"
    return Mail(f"gmail {name}", message(f"Re: {said.subject}", plain), said.own, said.former)


def gmail_html(name: str, said: Speech) -> Mail:
    wrote = escape(said.wrote_gmail.replace("\n", " "))
    html = (
        f'<div dir="ltr">{paragraphs(said.own)}</div><br><div class="gmail_quote"><div>{wrote}<br></div>'
        f'<blockquote class="gmail_quote">{paragraphs(said.former)}</blockquote></div>'
    )
    return Mail(f"gmail html {name}", message(f"Re: {said.subject}", html=html), said.own, said.former)


def gmail_sent_on(name: str, said: Speech) -> Mail:
    plain = f"{said.answers[1]}\n\n{said.forwarded[0]}\n{head(said)}\n\n\n{said.former}\n"
    return Mail(f"gmail sent on {name}", message(f"Fwd: {said.subject}", plain), said.answers[1], said.former)


def gmail_between(name: str, said: Speech) -> Mail:
    first, second = said.former.split("\n\n")
    plain = f"{said.wrote_gmail}\n\n{quoted(first)}\n\n{said.answers[0]}\n\n{quoted(second)}\n\n{said.answers[1]}\n"
    return Mail(f"gmail between {name}", message(f"Re: {said.subject}", plain), "\n\n".join(said.answers))


def gmail_short(name: str, said: Speech) -> Mail:
    plain = f"{said.answers[0]}\n\n{said.wrote_gmail}\n\n{quoted(said.former)}\n>\n> --\n> G.\n"
    return Mail(f"gmail short {name}", message(f"Re: {said.subject}", plain), said.answers[0])


def thunderbird_below(name: str, said: Speech) -> Mail:
    plain = f"{said.wrote_thunderbird}\n{quoted(said.former)}\n\n{said.own}\n\n-- \n{said.signature}\n"
    return Mail(f"thunderbird below {name}", message(f"Re: {said.subject}", plain), said.own)


def thunderbird_flowed(name: str, said: Speech) -> Mail:
    flowed = said.own.replace(". ", ". \n", 1)
    plain = f"{flowed}\n\n-- \n{said.signature}\n\n{said.wrote_thunderbird}\n{quoted(said.former)}\n"
    mail = message(f"Re: {said.subject}", plain)
    mail.set_param("format", "flowed")
    return Mail(f"thunderbird flowed {name}", mail, said.own)


def thunderbird_sent_on(name: str, said: Speech) -> Mail:
    plain = f"{said.answers[1]}\n\n\n{said.forwarded[1]}\n{head(said)}\n\n\n\n{said.former}\n"
    return Mail(f"thunderbird sent on {name}", message(f"Fwd: {said.subject}", plain), said.answers[1], said.former)


def thunderbird_html(name: str, said: Speech) -> Mail:
    html = (
        f'<html><body>{paragraphs(said.own)}<div class="moz-cite-prefix">{escape(said.wrote_thunderbird)}<br></div>'
        f'<blockquote type="cite">{paragraphs(said.former)}</blockquote><div>-- <br>x</div></body></html>'
    )
    return Mail(f"thunderbird html {name}", message(f"Re: {said.subject}", html=html), said.own)


def apple(name: str, said: Speech) -> Mail:
    plain = f"{said.own}\n\n{said.closing}\n\n{said.wrote_apple}\n> \n{quoted(said.former)}\n"
    return Mail(f"apple {name}", message(f"Re: {said.subject}", plain), said.own, said.former)


def apple_telephone(name: str, said: Speech) -> Mail:
    plain = f"{said.answers[0]}\n\n{said.telephone}\n\n{said.wrote_apple}\n> \n{quoted(said.former)}\n"
    return Mail(f"apple telephone {name}", message(f"Re: {said.subject}", plain), said.answers[0], said.former)


def apple_sent_on(name: str, said: Speech) -> Mail:
    heading = quoted(head(said, bold=True))
    plain = f"{said.answers[1]}\n\n{said.forwarded[2]}\n> \n{heading}\n> \n{quoted(said.former)}\n"
    return Mail(f"apple sent on {name}", message(f"Fwd: {said.subject}", plain), said.answers[1], said.former)


def new(name: str, said: Speech) -> Mail:
    plain = f"{said.own}\n\n{said.closing}\n\n--\n{said.signature}\n"
    return Mail(f"new {name}", message(said.subject, plain), said.own)


def with_disclaimer(name: str, said: Speech) -> Mail:
    plain = f"{said.own}\n\n{said.closing}\n{said.signature}\n\n{said.disclaimer}\n\n{head(said)}\n\n{said.former}\n"
    return Mail(f"disclaimer {name}", message(f"{said.re_} {said.subject}", plain), said.own, said.former)


def sent_on_as_file(name: str, said: Speech) -> Mail:
    mail = message(f"{said.fw_} {said.subject}", f"{said.answers[1]}\n\n{said.closing}\n")
    mail.add_attachment(message(said.subject, said.former, sender=GILLES))
    return Mail(f"sent on as a file {name}", mail, said.answers[1], said.former)


def with_list(name: str, said: Speech) -> Mail:
    own = f"{said.answers[0]}\n\n- Europol\n- {said.subject}\n\n{said.answers[1]}"
    return Mail(f"list {name}", message(said.subject, f"{own}\n\n{said.closing}\n"), own)


def deceiving(name: str, said: Speech) -> Mail:
    return Mail(
        f"deceiving {name}",
        message(said.subject, f"{said.deceiving}\n{said.answers[1]}\n"),
        f"{said.deceiving}\n{said.answers[1]}",
    )


def in_western_letters(name: str, said: Speech) -> Mail:
    own = said.own.replace("’", "'")
    mail = message(f"Re: {said.subject}", f"{own}\n\n{said.closing}\n", charset="iso-8859-1", cte="quoted-printable")
    return Mail(f"western {name}", mail, own)


def in_base64(name: str, said: Speech) -> Mail:
    plain = f"{said.own}\r\n\r\n{said.original}\r\n{head(said)}\r\n\r\n{said.former}\r\n"
    return Mail(f"base64 {name}", message(f"Re: {said.subject}", plain, cte="base64"), said.own, said.former)


SHAPES: tuple[Callable[[str, Speech], Mail], ...] = (
    *(outlook, outlook_html, outlook_web, outlook_web_html, outlook_mobile, outlook_sent_on, outlook_old),
    *(gmail, gmail_html, gmail_sent_on, gmail_between, gmail_short),
    *(thunderbird_below, thunderbird_flowed, thunderbird_sent_on, thunderbird_html),
    *(apple, apple_telephone, apple_sent_on),
    *(new, with_disclaimer, sent_on_as_file, with_list, deceiving, in_western_letters, in_base64),
)
