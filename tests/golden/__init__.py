"""Numbers of the official implementation, and the program that compares ours with them."""
