"""The screens of a review session."""
