"""`manage.py suggest`."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

TEXT = "Meeting of 25 May 2018\r\n\r\nAction: Anna to send the list by 30 June.\r\n"


def test_it_prints_the_reading_of_a_file(tmp_path: Path) -> None:
    path, out = tmp_path / "a.txt", StringIO()
    path.write_bytes(TEXT.encode())
    call_command("suggest", str(path), stdout=out)
    told = json.loads(out.getvalue())
    (one,) = told["follow_ups"]
    assert TEXT[one["start"] : one["end"]] == one["quote"] == "Action: Anna to send the list by 30 June."
    assert (one["owner"], one["due"], told["meeting_date"]) == ("Anna", "2018-06-30", "2018-05-25")


def test_it_writes_an_answer_for_each_text_of_a_folder(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_bytes(TEXT.encode())
    call_command("suggest", str(tmp_path), "--output", str(tmp_path / "out"))
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.json", "b.json"]


@pytest.mark.parametrize(("path", "language"), [("nowhere.txt", "en"), ("a.txt", "xx")])
def test_what_cannot_be_read_is_told_in_a_sentence(tmp_path: Path, path: str, language: str) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    with pytest.raises(CommandError):
        call_command("suggest", str(tmp_path / path), "--language", language)
