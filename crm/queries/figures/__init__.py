"""What the annual report asks of the register: facts of a year, set-based, by covering indexes (DOMAIN.md 7)."""
