"""What a person brings besides the archive: bookmarks that were exported, chats from grok.com."""
