"""What search engines may find: an index of sitemaps, those of each kind of page in files, and the news of two days.

A file holds the keys of a fixed range, so that an address stays in its file for ever, nothing is counted, and a file
costs the same whatever the site holds. It is written batch by batch, and never held whole.
"""
