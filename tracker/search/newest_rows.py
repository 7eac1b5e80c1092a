"""SQL that finds the newest rows of a table of words which hold what is said, for several sayings at once.

SQLite walks what its index holds of a word from the end. PostgreSQL's index knows no order: for a word that it takes
for common it would walk all rows of the table from the newest on, which took 1.4 s of a million for a rare one. So the
newest few are looked at, and where they do not hold a word often enough it is no common one, and all rows that hold
any are found by the index in one.
"""

from collections.abc import Callable

# To look at so many rows takes 5 ms, at long texts 16 ms for each thousand.
LOOKED_AT, LONG_LOOKED_AT = 10_000, 1_000


def newest_rows(vendor: str, table: str, sayings: int, most: int, looked_at: int) -> str:
    """Of each saying the keys of `most` rows, with the number of the saying; a row may be found twice.

    Each saying is a value of the statement, in their order.
    """
    write = _of_postgresql if vendor == "postgresql" else _of_sqlite
    return write(table, sayings, most, looked_at)


def _of_sqlite(table: str, sayings: int, most: int, _looked_at: int) -> str:
    one = f"SELECT rowid FROM {table} WHERE {table} MATCH %s ORDER BY rowid DESC LIMIT {most:d}"  # noqa: S608
    return " UNION ALL ".join(f"SELECT rowid, {number} FROM ({one}) said{number}" for number in range(sayings))  # noqa: S608


def _of_postgresql(table: str, sayings: int, most: int, looked_at: int) -> str:
    def each(write: Callable[[int], str], between: str = ", ") -> str:
        return between.join(map(write, range(sayings)))

    said = each(lambda number: f"%s::tsquery AS q{number}")
    any_of_them = f"(SELECT {each(lambda number: f'q{number}', ' || ')} FROM said)"  # noqa: S608
    holds = f"SELECT rowid, {each(lambda number: f'words @@ q{number} AS h{number}')}"
    newest = f"(SELECT rowid, words FROM {table} ORDER BY rowid DESC LIMIT {looked_at:d}) newest"  # noqa: S608

    def found(number: int) -> str:
        last = f"ORDER BY rowid DESC LIMIT {most:d}"
        few = f"SELECT rowid, {number} AS saying FROM few WHERE h{number} {last}"  # noqa: S608
        is_rare = f"(SELECT count(*) FROM few WHERE h{number}) < {most:d}"  # noqa: S608
        every = f"SELECT rowid, {number} FROM every WHERE h{number} AND {is_rare} {last}"  # noqa: S608
        return f"({few}) UNION ALL ({every})"

    return (
        f"WITH said AS (SELECT {said})"  # noqa: S608
        f", few AS MATERIALIZED ({holds} FROM {newest}, said WHERE words @@ {any_of_them})"
        f", every AS MATERIALIZED ({holds} FROM {table}, said WHERE words @@ {any_of_them})"
        f" {each(found, ' UNION ALL ')}"
    )
