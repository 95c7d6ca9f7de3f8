"""TVmaze: a catalog of series under CC BY-SA 4.0, read from its API or from files of the API's JSON."""
