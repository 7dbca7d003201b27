"""Lists of hours that members send: read apart, whose they are found, shown, then kept in one step."""
