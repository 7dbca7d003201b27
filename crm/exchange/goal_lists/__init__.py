"""Goals with their indicators and the values of the years, as one list into a file and out of it."""
