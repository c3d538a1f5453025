"""Exam preparation as code: YAML facts and questions, compiled into decks weighted like the exam guide."""

__version__ = "0.1.0"
