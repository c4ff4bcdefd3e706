"""Cases, organisations and vocabulary: read from YAML, validated, checked."""
