"""Pictures of every page and dialog, in light and dark, bokmål and English: `make pictures`, and look at each."""
