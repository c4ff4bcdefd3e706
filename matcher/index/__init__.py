"""Building, storing, opening and verifying an index."""
