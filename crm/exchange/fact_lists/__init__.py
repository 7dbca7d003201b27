"""Lists of what is told of a year (finance, results, media, surveys, seats, relations, hours) out of a file."""
