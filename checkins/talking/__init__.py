"""What partners talk about after a reveal: topics put into sentences, turns in a conversation, and agreements."""
