"""Everything held of a person as one zip: for a program as JSON, for a spreadsheet as CSV, for themselves as a page."""

import csv
import json
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string

from tracker.exports.sheets.csv_file import BYTE_ORDER_MARK, escape_formula
from tracker.privacy.export.held_of import Held
from tracker.privacy.subject import Subject

# Only its owner reads it.
PRIVATE = 0o600


def write_archive(file: Path | IO[bytes], subject: Subject, held: list[Held], now: datetime) -> None:
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("person.json", _json(subject, held, now))
        archive.writestr("person.html", _page(subject, held, now))
        for number, each in enumerate(held, 1):
            archive.writestr(f"{number:02} {each.table} {each.how}.csv", _csv(each))


def _json(subject: Subject, held: list[Held], now: datetime) -> str:
    tables = [{"table": each.table, "why": each.how, "rows": each.rows} for each in held]
    told = {"person": subject.person.name, "number": subject.person.pk, "at": now, "held": tables}
    return json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)


def _page(subject: Subject, held: list[Held], now: datetime) -> str:
    tables = [(each, [[_said(each_row[name]) for name in each.heads] for each_row in each.rows]) for each in held]
    return render_to_string("privacy/person.html", {"person": subject.person, "at": now, "tables": tables})


def _csv(held: Held) -> str:
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(held.heads.values())
    writer.writerows([escape_formula(_said(row[name])) for name in held.heads] for row in held.rows)
    return BYTE_ORDER_MARK + file.getvalue()


def _said(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False).strip('"')
