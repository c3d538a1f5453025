"""YAML text → guide, settings and bank, or problems with their places. Opens no file."""
