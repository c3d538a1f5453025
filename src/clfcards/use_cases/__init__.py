"""The use cases of the program, step by step, without click, Textual, or sentences for people."""
