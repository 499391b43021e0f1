"""Make the talking points of a reveal, from both responses and the couple's earlier topics."""
