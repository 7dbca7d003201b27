"""Every list as a table over the whole width: any field as a column, several orders, groups, and views under a name."""
