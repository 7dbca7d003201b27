"""The user guide inside the program: what F1 opens, read from docs/guide without any network."""
