"""Parse and check incoming answers, and write a submission to the database."""
