"""The desk: what needs an editor now, in short lists, each with the one act that settles a line of it."""
