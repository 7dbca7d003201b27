"""Everything that reads: frozen questions with `.ids()` for a whole list and `.rows(ids)` for what is on screen.

One file a list, plus details of one record, timelines, search, history and the facts of Today. Plain SQL, read to the
end; days come out as `date`. `ids()` is what a list needs at once, `rows()` only what is painted (PERFORMANCE.md).
"""
