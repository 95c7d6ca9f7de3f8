"""The feeds of the site: RSS 2.0, Atom and JSON Feed of what is new, as a whole and of each thing.

`channels` says what a feed is about and where it stands, `sources` find what it holds, `editions` put both together
as of a moment, `content` writes the words of each entry, `formats` turn an edition into bytes, `views` answer for it.

Feed readers keep what they have once read. So names are for life (tag: addresses), `updated` moves only with a
material change, and what a feed holds is taken at one moment, together with the moment at which it last changed.
"""
