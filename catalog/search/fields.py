"""Columns that are searched through an index of the database: FTS5 on SQLite, tsvector and pg_trgm on PostgreSQL.

Both are asked for the same thing and give the same rows; the order of what was found is ours (`ranking`).
"""

from typing import NamedTuple

from django.db import models


class Term(NamedTuple):
    """A token, or with `is_prefix` the beginning of one. Folded: letters and digits alone."""

    text: str
    is_prefix: bool = False


# Of each group one term has to be there.
Groups = list[list[Term]]


class TokensField(models.TextField):
    """Tokens with single spaces between them. `catalog.search.index.keep_tokens` makes the index of it."""


class SubstringField(models.CharField):
    """A word with a space on either side. `catalog.search.index.keep_substrings` makes the index of it."""

    def db_parameters(self, connection):
        collation = "C" if connection.vendor == "postgresql" else None
        return super().db_parameters(connection) | {"collation": collation}


class _IndexLookup(models.Lookup):
    prepare_rhs = False

    def get_db_prep_lookup(self, value, connection):
        return "%s", [value]

    def _in_fts(self, compiler, expression):
        meta, alias = self.lhs.target.model._meta, compiler.quote_name_unless_alias(self.lhs.alias)
        index = f'"{meta.db_table}_fts"'
        key = compiler.connection.ops.quote_name(meta.pk.column)
        return f"{alias}.{key} IN (SELECT rowid FROM {index} WHERE {index} MATCH %s)", [expression]


@TokensField.register_lookup
class Matches(_IndexLookup):
    """`tokens__matches=groups`: those with a term of each group."""

    lookup_name = "matches"

    def as_sqlite(self, compiler, connection):
        groups = [" OR ".join(f'"{term.text}"{"*" * term.is_prefix}' for term in group) for group in self.rhs]
        return self._in_fts(compiler, " AND ".join(f"({group})" for group in groups))

    def as_postgresql(self, compiler, connection):
        # PostgreSQL refuses a word of more than 2,046 bytes, and no stored one has 500 letters.
        groups = [" | ".join(f"'{term.text[:500]}'{':*' * term.is_prefix}" for term in group) for group in self.rhs]
        alias = compiler.quote_name_unless_alias(self.lhs.alias)
        return f'{alias}."{self.lhs.target.column}_tsv" @@ %s::tsquery', [" & ".join(f"({g})" for g in groups)]


@SubstringField.register_lookup
class Holds(_IndexLookup):
    """`padded__holds=parts`: those with one of some substrings of at least three characters."""

    lookup_name = "holds"

    def as_sqlite(self, compiler, connection):
        return self._in_fts(compiler, " OR ".join(f'"{part}"' for part in self.rhs))

    def as_postgresql(self, compiler, connection):
        lhs, params = self.process_lhs(compiler, connection)
        return f"({' OR '.join([f'{lhs} LIKE %s'] * len(self.rhs))})", [
            *list(params) * len(self.rhs),
            *(f"%{part}%" for part in self.rhs),
        ]
