"""The verbs of the command line: one file each, with the same three functions (crm.verbs.verb)."""
