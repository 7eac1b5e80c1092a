"""What the authors of fifty mails wrote, as it is read."""

import pytest

from tests.incoming_mail.corpus import Mail, fifty
from tracker.incoming_mail.letter.letter import read_letter
from tracker.incoming_mail.letter.text_of_html import text_of_html

MAILS = fifty()


def test_the_authored_words_of_fifty_mails_are_read_right() -> None:
    wrong = [mail.name for mail in MAILS if read_letter(mail.raw).words.own != mail.own]
    assert (len(MAILS) >= 50, wrong) == (True, [])


@pytest.mark.parametrize("mail", [mail for mail in MAILS if mail.before], ids=lambda mail: mail.name)
def test_what_was_written_before_is_read_without_the_marks_of_quoting(mail: Mail) -> None:
    assert read_letter(mail.raw).words.before == mail.before


def test_what_is_sent_on_is_told_from_what_is_answered() -> None:
    sent_on = {mail.name for mail in MAILS if read_letter(mail.raw).is_sent_on}
    assert sent_on == {mail.name for mail in MAILS if "sent on" in mail.name}


def test_a_page_that_breaks_off_is_read_to_its_end() -> None:
    assert text_of_html("<p>They asked<br>for R&D") == "They asked\nfor R&D"
