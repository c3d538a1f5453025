"""Small exams in other languages than English."""
