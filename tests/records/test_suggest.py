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


def test_a_reading_is_told_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Présents : Mme Anne Rey\n\n"
        "Le conseil décide d'organiser une visite du Port Autonome avant le 15 juin, dès que les moyens seront "
        "disponibles.\n\nVu la Convention de Genève.\n"
    )
    call_command(
        "suggest", str(path), "--language", "fr", "--meeting-date", "2018-05-25", "--output", str(tmp_path / "x")
    )
    quote = (
        "Le conseil décide d'organiser une visite du Port Autonome avant le 15 juin, dès que les moyens seront "
        "disponibles."
    )
    assert json.loads((tmp_path / "x/a.json").read_text()) == {
        "follow_ups": [
            {
                "quote": quote, "start": 25, "end": 139, "kind": "decision_to_implement", "owner": "Le conseil",
                "due": "2018-06-15", "pending_resources": True, "band": "sure", "score": 0.992, "strength": "agreed",
                "owed_by": None, "condition": "dès que les moyens", "reasons": ["will", "deadline", "agree"],
                "again": None,
            }
        ],
        "participants": [{"name": "Anne Rey", "title": None, "presence": "present"}],
        "organisations": [],
        "mandates": [{"title": "Convention de Genève"}],
        "meeting_date": "2018-05-25",
        "place": None,
    }  # fmt: skip


def test_it_writes_an_answer_for_each_text_of_a_folder(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_bytes(TEXT.encode())
    call_command("suggest", str(tmp_path), "--output", str(tmp_path / "out"))
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.json", "b.json"]


def test_a_text_that_cannot_be_read_keeps_nobody_from_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff")
    (tmp_path / "b.txt").write_bytes(TEXT.encode())
    with pytest.raises(CommandError, match=r"a\.txt: it is no text in UTF-8\.$"):
        call_command("suggest", str(tmp_path), "--output", str(tmp_path / "out"))
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["b.json"]


@pytest.mark.parametrize(
    ("path", "options", "told"),
    [
        ("nowhere.txt", [], "Cannot read nowhere.txt: No such file or directory."),
        ("a.txt", ["--language", "xx"], "There is no grammar for that language. There are: en, fr."),
        ("a.txt", ["--meeting-date", "25.5.2018"], "“25.5.2018” is no date as in 2018-05-25."),
        ("a.txt", ["--output", "a.txt"], "Cannot write a.txt/a.json: File exists."),
        ("empty", ["--output", "out"], "There is no *.txt in empty."),
        (
            "empty",
            [],
            "Of a folder, say with --output where the answers go; the date of each meeting is read in its text.",
        ),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, options: list[str], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    (tmp_path / "empty").mkdir()
    with pytest.raises(CommandError) as error:
        call_command("suggest", path, *options)
    assert str(error.value) == told
