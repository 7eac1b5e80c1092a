"""The step of a migration that makes the table of a model's words, and the triggers that keep it honest."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

TABLES = {
    # The words are cut and folded before: all but a space and the marks of ASCII belongs to a word.
    "sqlite": ["CREATE VIRTUAL TABLE {name} USING fts5(title, detail, tokenize = 'ascii', prefix = '1 2 3')"],
    "postgresql": [
        "CREATE TABLE {name} (rowid bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX {name}_held ON {name} USING gin (words)",
    ],
}
TRIGGERS = {
    "sqlite": [
        """CREATE TRIGGER IF NOT EXISTS {name}_gone AFTER DELETE ON {table}
        BEGIN DELETE FROM {name} WHERE rowid = old.{key}; END""",
        """CREATE TRIGGER IF NOT EXISTS {name}_stale AFTER UPDATE OF {columns} ON {table}
        BEGIN DELETE FROM {name} WHERE rowid = old.{key}; END""",
    ],
    "postgresql": [
        """CREATE OR REPLACE FUNCTION {name}_forget() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN DELETE FROM {name} WHERE rowid = OLD.{key}; RETURN NULL; END $$""",
        """CREATE OR REPLACE FUNCTION {name}_forget_all() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN DELETE FROM {name}; RETURN NULL; END $$""",
        """CREATE OR REPLACE TRIGGER {name}_gone AFTER DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION {name}_forget()""",
        """CREATE OR REPLACE TRIGGER {name}_stale AFTER UPDATE OF {columns} ON {table}
        FOR EACH ROW EXECUTE FUNCTION {name}_forget()""",
        """CREATE OR REPLACE TRIGGER {name}_emptied AFTER TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION {name}_forget_all()""",
    ],
}
UNDO = {
    "sqlite": ["DROP TRIGGER {name}_gone", "DROP TRIGGER {name}_stale", "DROP TABLE {name}"],
    "postgresql": [
        "DROP TRIGGER {name}_gone ON {table}",
        "DROP TRIGGER {name}_stale ON {table}",
        "DROP TRIGGER {name}_emptied ON {table}",
        "DROP FUNCTION {name}_forget",
        "DROP FUNCTION {name}_forget_all",
        "DROP TABLE {name}",
    ],
}


def statements(sql: dict[str, list[str]], vendor: str, table: str, columns: Sequence[str], key: str) -> Iterator[str]:
    for each in sql[vendor]:
        yield each.format(name=f"{table}_words", table=table, columns=", ".join(columns), key=key)


class KeepWords(Operation):
    """`columns` are those of `table` whose words are found; `key` is the column that says whose words they are."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, table: str, columns: Sequence[str], key: str = "id") -> None:
        self.table, self.columns, self.key = table, columns, key

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The table is no model's: nothing changes but the database."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        self._run(schema_editor, TABLES, TRIGGERS)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        self._run(schema_editor, UNDO)

    def describe(self) -> str:
        return f"Keep the words of {self.table}"

    def _run(self, schema_editor: BaseDatabaseSchemaEditor, *plans: dict[str, list[str]]) -> None:
        for plan in plans:
            for sql in statements(plan, schema_editor.connection.vendor, self.table, self.columns, self.key):
                schema_editor.execute(sql, params=None)
