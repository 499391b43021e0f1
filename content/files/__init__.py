"""Read and check the library's files, and report problems with file and line."""
