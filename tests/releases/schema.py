"""What a database is made of, a line each: columns, keys, indexes, constraints. Names that say nothing are left out."""

import re
import sqlite3
from collections.abc import Iterator
from typing import Any

Schema = set[str]
# Kept by Django itself, or by the database; what is remembered for a while is made anew.
ASIDE = re.compile(r"(public\.)?(sqlite_|django_migrations|cache\b)|CREATE.* ON public\.cache ")
# A condition that was dumped and read again is the same in other brackets, and says of each word that it is one.
AS_READ_AGAIN = re.compile(r"::(?:character varying|text|bpchar)(?:\[\])?|[()]")
# What PostgreSQL knows of the tables of a house.
IN_POSTGRESQL = {
    "columns": """
        SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
            || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END || ' ' || a.attidentity::text || a.attgenerated::text
            || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        LEFT JOIN pg_attrdef d ON (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0
            AND NOT a.attisdropped""",
    "constraints": """
        SELECT c.relname || ' ' || pg_get_constraintdef(k.oid)
        FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
        WHERE c.relnamespace = 'public'::regnamespace""",
    "indexes": """
        SELECT regexp_replace(indexdef, 'INDEX \\S+ ON', 'INDEX ON') FROM pg_indexes WHERE schemaname = 'public'""",
    "triggers": """
        SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal""",
    "functions": """
        SELECT p.oid::regprocedure::text || ' ' || md5(p.prosrc) FROM pg_proc p
        WHERE p.pronamespace = 'public'::regnamespace""",
    "extensions": "SELECT 'extension ' || extname FROM pg_extension",
}


def of_postgresql(cursor: Any) -> Schema:
    found = set()
    for asked in IN_POSTGRESQL.values():
        cursor.execute(asked)
        found |= {
            " ".join(AS_READ_AGAIN.sub("", line).split()) for (line,) in cursor.fetchall() if not ASIDE.match(line)
        }
    return found


def of_sqlite(database: sqlite3.Connection) -> Schema:
    asked = "SELECT type, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    made = [row for row in database.execute(asked) if not ASIDE.match(row[1])]
    tables = {table for kind, table, _sql in made if kind == "table"}
    found = {line for table in tables for line in _of_table(database, table)}
    found |= {f"{table} check {check}" for kind, table, sql in made if kind == "table" for check in _checks(sql)}
    return found | {_nameless(sql) for kind, _table, sql in made if kind != "table"}


def _of_table(database: sqlite3.Connection, table: str) -> Iterator[str]:
    for _at, name, kind, is_required, default, is_key in database.execute(f'PRAGMA table_info("{table}")'):
        yield f"{table}.{name} {kind}{' not null' * is_required} default {default}{' key' * bool(is_key)}"
    for row in database.execute(f'PRAGMA foreign_key_list("{table}")'):
        yield f"{table}.{row[3]} leads to {row[2]}.{row[4]}"
    for _at, index, is_unique, origin, _partial in database.execute(f'PRAGMA index_list("{table}")'):
        if origin != "c":
            columns = [name for _rank, _place, name in database.execute(f'PRAGMA index_info("{index}")')]
            yield f"{table} {'unique ' * is_unique}{columns}"


def _nameless(sql: str) -> str:
    return re.sub(r'INDEX "\w+"', "INDEX", sql)


def _checks(sql: str) -> Iterator[str]:
    """What stands in the brackets behind each CHECK."""
    for found in re.finditer(r"CHECK \(", sql):
        depth, end = 1, found.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(sql[end], 0)
            end += 1
        yield sql[found.end() : end - 1]
