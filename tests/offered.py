"""What is offered under a field for a name, as people read it."""

import re
from html import unescape


def offers_in(html: str) -> list[str]:
    """What each option says, with what stands beside it."""
    options = re.findall(r'role="option".*?>(.*?)</div>', html, re.DOTALL)
    return [" | ".join(map(unescape, re.findall(r"<span.*?>(.*?)</span>", each))) for each in options]
