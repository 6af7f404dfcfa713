"""Files made to do harm, each tried on every reader that a user can point at one."""
