"""Content of messages: the texts and links, before a channel sends them."""
