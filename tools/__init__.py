"""What `make` runs before the program can: only the standard library."""
