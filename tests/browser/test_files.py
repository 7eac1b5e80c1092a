"""Files are attached by dropping them on their card or by pasting them; words that are pasted or dropped are none."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Hand
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.one_database]
# What is dragged over, dropped on or pasted into a part of the page: whether it is taken, and how the card looks then.
BRING = """([kind, at, file, words]) => {
    const data = new DataTransfer();
    if (file) data.items.add(new File([file], file, { type: "text/plain" }));
    if (words) data.setData("text/plain", words);
    const its = { bubbles: true, cancelable: true };
    const event = kind === "paste" ? new ClipboardEvent(kind, { ...its, clipboardData: data })
        : new DragEvent(kind, { ...its, dataTransfer: data });
    const isTaken = !document.querySelector(at).dispatchEvent(event);
    return [kind, at, file, words, isTaken, document.querySelector("#files").dataset.drop];
}"""


def test_a_file_is_attached_where_it_is_dropped_or_pasted(
    make_follow_up: Callable[..., FollowUp], claire: User, hand_of: Callable[..., Hand]
) -> None:
    page = hand_of(claire).page
    page.goto(make_follow_up("Send the letter").get_absolute_url())
    told = [
        ["dragover", "#files", "", "words", False, ""],
        ["dragover", "#files h2", "signed.txt", "", True, "over"],
        ["dragleave", "#files h2", "", "words", False, "over"],
        ["dragleave", "#files h2", "signed.txt", "", True, ""],
        ["drop", "h1", "signed.txt", "", False, ""],
        ["drop", "#files", "", "words", False, ""],
        # From a table that is copied come words and its picture: the words are meant.
        ["paste", "h1", "picture.txt", "words", False, ""],
        ["paste", "h1", "", "words", False, ""],
        ["dragover", "#files", "signed.txt", "", True, "over"],
    ]
    assert [page.evaluate(BRING, each[:4]) for each in told] == told
    names = page.locator("#files li a")
    expect(names).to_have_count(0)
    with page.expect_navigation():
        assert page.evaluate(BRING, ["drop", "#files", "signed.txt", ""])[4:] == [True, ""]
    expect(names).to_have_text(["signed.txt"])
    with page.expect_navigation():
        page.evaluate(BRING, ["paste", "h1", "pasted.txt", ""])
    expect(names).to_have_text(["pasted.txt", "signed.txt"])
