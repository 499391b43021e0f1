"""Parse and check incoming answers, and write responses and reveals to the database."""
