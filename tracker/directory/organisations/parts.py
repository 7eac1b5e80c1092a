"""The parts of an organisation, and what it is a part of, by key: a list that asks the tree for each row crawls."""

from tracker.databases.reading import reading

# The tree's own query puts all organisations in their order before it finds these.
PARTS = """
WITH RECURSIVE part(id) AS (
    SELECT CAST(%s AS BIGINT)
    UNION SELECT below.id FROM directory_organisation below JOIN part ON below.parent_id = part.id
) SELECT id FROM part
"""
ABOVE = """
WITH RECURSIVE whole(id, parent_id) AS (
    SELECT id, parent_id FROM directory_organisation WHERE id = %s
    UNION SELECT above.id, above.parent_id FROM directory_organisation above JOIN whole ON above.id = whole.parent_id
) SELECT id FROM whole
"""


def keys_of_parts(key: int) -> list[int]:
    """That of the organisation itself, and those of all its parts."""
    return _keys(PARTS, key)


def keys_above(key: int) -> list[int]:
    """That of the organisation itself, and those of all that it is a part of."""
    return _keys(ABOVE, key)


def _keys(sql: str, key: int) -> list[int]:
    with reading().cursor() as cursor:
        cursor.execute(sql, [key])
        return [found for (found,) in cursor.fetchall()]
