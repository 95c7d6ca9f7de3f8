"""JSON-LD: one graph a page, in the words of schema.org, built from what the page has loaded already.

A module a kind of page; each gives nodes (`nodes.node`), and `writing.script` makes the element of them. What a page
does not show is in no graph, and what schema.org has no word for is not said: a decision, a window, a forecast, and
what others think of a series.
"""
