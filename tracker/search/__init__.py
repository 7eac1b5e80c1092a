"""Finding by words, the same on SQLite and PostgreSQL: results are plain querysets.

A model that is found says by `SearchWords` which of its columns count; their words, folded and stemmed by `tokens`,
stand in a table of their own beside it, an FTS5 table on SQLite, a tsvector with a GIN index on PostgreSQL. Python
writes them wherever Django writes rows (`save`, `bulk_create`, `update` and what is built on them), since only Python
can fold and stem alike for both databases; triggers delete them when a row is deleted or changed by anything else, so
that what is found is never out of date, and `reindex`, which every `migrate` ends with, writes what is missing."""
