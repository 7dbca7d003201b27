"""The tests: they mirror crm/ and ui/, on real files, and run in any order."""
