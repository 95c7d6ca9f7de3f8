"""What of the catalog does not go along when a newsroom takes everything with it, and why."""

LEFT_OUT = {
    "catalog.seasonstate": "follows from the status updates (rebuild_status)",
    "catalog.seriesstate": "follows from the status updates (rebuild_status)",
    "catalog.premierestate": "follows from the status updates (rebuild_status)",
    "catalog.formerfile": "addresses of files that are gone",
    "catalog.unsaved": "words that their editor has not saved yet",
    "catalog.presence": "who has which form open",
    "catalog.personword": "follows from the names of people",
    "catalog.spreadsheet": "files that were brought in; their rows are here",
}
