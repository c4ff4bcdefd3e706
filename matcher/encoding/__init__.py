"""Text to vectors: the encoder protocol, the embedded model, language detection."""
