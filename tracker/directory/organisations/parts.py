"""The parts of an organisation, by key: asked of the tree once, as a list that asks for each row crawls."""

from tracker.databases.reading import reading

# The tree's own query puts all organisations in their order before it finds these.
PARTS = """
WITH RECURSIVE part(id) AS (
    SELECT CAST(%s AS BIGINT)
    UNION SELECT below.id FROM directory_organisation below JOIN part ON below.parent_id = part.id
) SELECT id FROM part
"""


def keys_of_parts(key: int) -> list[int]:
    """That of the organisation itself, and those of all its parts."""
    with reading().cursor() as cursor:
        cursor.execute(PARTS, [key])
        return [found for (found,) in cursor.fetchall()]
