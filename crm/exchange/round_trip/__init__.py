"""A list that goes out to be edited in Excel and comes back: what was changed there is shown beside what stands now."""
