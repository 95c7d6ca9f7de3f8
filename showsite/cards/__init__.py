"""Social cards: what messengers and networks show of a link, drawn from the facts of its page."""
