"""The readable pages: buffer, distill, evaluate, export."""
