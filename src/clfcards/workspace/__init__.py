"""Finds an exam's folder and reads it: the only part that opens source files."""
