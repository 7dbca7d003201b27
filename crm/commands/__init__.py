"""Everything that writes: verbs, one transaction and one journal step each."""
