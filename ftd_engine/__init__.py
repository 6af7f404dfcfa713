"""The engine of FTD Studio: teachers, distillation and evaluation, without a window.

Imports nothing, so that the window may enter the front rooms without loading torch.
"""
