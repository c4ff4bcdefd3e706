"""The text of a document that somebody uploads: a company profile as PDF, Word or plain text. Nothing is kept."""
