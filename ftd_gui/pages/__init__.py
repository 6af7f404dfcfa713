"""The tabs and dialogs a person works in."""
