"""The screens of a practice exam."""
