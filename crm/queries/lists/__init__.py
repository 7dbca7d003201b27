"""What every list can show, be filtered by, sorted by and grouped by: fields, conditions, and the questions of them."""
