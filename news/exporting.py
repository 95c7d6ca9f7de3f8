"""What of the news does not go along when a newsroom takes everything with it, and why."""

LEFT_OUT = {
    "news.editorpreferences": "each editor's own",
    "news.share": "links that open drafts; they end by themselves",
    "news.shareuse": "when such links were opened",
}
