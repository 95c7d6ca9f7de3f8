"""Rows of the catalog as CSV: one set of columns for going out and for coming in."""
