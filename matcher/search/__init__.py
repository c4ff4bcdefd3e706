"""From a need to explained matches: filter, retrieve, score, explain."""
