"""Parts of windows that would serve any program; README.md lists them."""
