"""What a schema cannot see: one subject a file, each a function that yields findings."""
