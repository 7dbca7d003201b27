"""Everything that reads: frozen questions with `.ids()` for a whole list and `.rows(ids)` for what is on screen.

One file a list, plus details of one record, timelines, search, history and the facts of Today:

    query = PeopleQuery(text="nordlys", order="last_contact", descending=True)
    ids = query.ids()            # all of them, in order: cheap, by an index where the order has one
    lines = query.rows(ids[:40]) # what is painted, as {id: PersonRow}

The lists: people, organisations, interactions, tasks, imports. One record: `detail(id)` in its noun's module, timeline,
history, named. Choosing and finding: `suggest` and `find` in people and organisations, search. Facts: today, counts,
reports, settings, staff, focus_areas; exports and figures for files and the annual report. Below them stand matching
(what a text finds), ranking (what comes first), typos, snippet (the text round a match), on_a_day (who is a member, who
works where) and plain (SQL by ids and in order).

Plain SQL, read to the end; days come out as `date`, money in øre, time in minutes; moments are UTC in ISO format.
Archived records are left out of lists unless asked for; figures count them (DOMAIN.md section 7).
"""
