"""What comes in: answers, checked field by field, and the statements that write a submission."""
