"""How far the text of a record is: a draft, going round, agreed, published."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Stage(TextChoices):
    DRAFT = "draft", pgettext_lazy("stage of a text", "Draft")
    CIRCULATED = "circulated", pgettext_lazy("stage of a text", "Going round")
    AGREED = "agreed", pgettext_lazy("stage of a text", "Agreed")
    PUBLISHED = "published", pgettext_lazy("stage of a text", "Published")


# Those of a text that nobody changes without saying so.
SETTLED = {Stage.AGREED, Stage.PUBLISHED}
# The deeds that lead to a stage, as the history calls them.
VERBS = {Stage.DRAFT: "text reopened", Stage.AGREED: "text agreed", Stage.PUBLISHED: "text published"}
_NEXT = {
    Stage.DRAFT: [Stage.AGREED],
    Stage.CIRCULATED: [Stage.AGREED, Stage.DRAFT],
    Stage.AGREED: [Stage.PUBLISHED, Stage.DRAFT],
    Stage.PUBLISHED: [Stage.DRAFT],
}


def next_stages(stage: str) -> list[Stage]:
    """Where it may go from there, beside going round."""
    return _NEXT[Stage(stage)]
