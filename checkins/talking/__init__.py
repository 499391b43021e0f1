"""Everything that partners talk about after a reveal: topics in words, wishes, turns and agreements."""
