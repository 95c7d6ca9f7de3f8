"""What of the news does not go along when a newsroom takes everything with it, and why."""

LEFT_OUT = {
    "news.editorpreferences": "each editor's own",
}
