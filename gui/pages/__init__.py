"""One module per page; a page knows the session and the theme, never another page."""
