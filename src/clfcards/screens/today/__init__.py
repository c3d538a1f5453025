"""The screen of Today."""
