"""What X gave you: containers, layouts, the manifest, the table of kinds, streaming decode, the coverage receipt."""
