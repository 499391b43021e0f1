"""Make the talking points of a reveal, from the couple's revealed responses and earlier topics."""
