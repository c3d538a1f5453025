"""YAML text → guide, settings and bank, or problems with their places. This package opens no files."""
