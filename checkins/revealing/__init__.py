"""What a reveal reads and makes: both responses, earlier topics, and the talking points from them."""
