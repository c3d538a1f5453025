"""Questions and facts in the formats of other programs: text → entries or unread lines, and items → text."""
