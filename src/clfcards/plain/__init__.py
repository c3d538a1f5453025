"""Review and exam line by line, for pipes, scripts and screen readers."""
