"""One file per table of settings; one setting is one paragraph of it."""
