"""Read the library's files: their lines, their schema, their problems."""
