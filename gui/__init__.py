"""The window: widgets only. What is true without a screen lives in `auditor`."""
