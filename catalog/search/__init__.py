"""Finding series and people by what a reader types; `ranking` says in which order."""
