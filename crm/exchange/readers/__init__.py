"""Readers of files from strangers, one a format; some files kill them: go through `crm.exchange.isolation`."""
