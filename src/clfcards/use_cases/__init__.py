"""The use cases of the program, step by step, without click or Textual. The only sentences here are errors'."""
