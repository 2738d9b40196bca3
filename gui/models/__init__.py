"""What the pages show, as data and as Qt's models; nothing here is a widget."""
