"""Practice exams: forms, sittings, scores, readiness. Values in, values out."""
