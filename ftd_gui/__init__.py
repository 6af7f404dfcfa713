"""The window of FTD Studio: configures runs and shows them, without a tensor. Imports nothing."""
