"""Sound and hostile files, changed at random a great many times, and read."""
