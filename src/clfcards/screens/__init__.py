"""Today, review and exam on a full screen, drawn with Textual."""
