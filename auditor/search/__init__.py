"""The search: its language, and what it finds. Pure but for the store that it asks."""
