"""Addresses in words become links; whatever else stands there stays as it was typed."""

import pytest

from tracker.kit.linked_words import linked_words

REL = 'rel="noopener nofollow noreferrer"'


def page(address: str) -> str:
    return f'<a href="{address}" {REL}>{address}</a>'


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("See https://wco.int/a?b=1.", f"See {page('https://wco.int/a?b=1')}."),
        ("(http://wco.int/a_(b))", f"({page('http://wco.int/a_(b)')})"),
        ("« https://wco.int/a » : voir", f"« {page('https://wco.int/a')} » : voir"),
        ("«https://wco.int/a»", f"«{page('https://wco.int/a')}»"),
        ("https://wco.int/a\u202f?", f"{page('https://wco.int/a')}\u202f?"),
        ("https://wco.int/a&b", f'<a href="https://wco.int/a&amp;b" {REL}>https://wco.int/a&amp;b</a>'),
        ("Ask amina@suivi.example.", 'Ask <a href="mailto:amina@suivi.example">amina@suivi.example</a>.'),
        ("@amina@suivi.example", "@amina@suivi.example"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("data:text/html,x ftp://a.b", "data:text/html,x ftp://a.b"),
        ("https:// and http://.", "https:// and http://."),
        ("<b onclick=x>'\"", "&lt;b onclick=x&gt;&#x27;&quot;"),
        ('https://a.b/"onclick=x', f"{page('https://a.b/')}&quot;onclick=x"),
    ],
)
def test_addresses_of_pages_and_e_mails_are_links_and_nothing_else_is(typed: str, shown: str) -> None:
    assert linked_words(typed) == shown
