"""What pages show, worked out without a widget."""
