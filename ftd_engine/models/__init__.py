"""Networks, and networks as functions of one vector."""
