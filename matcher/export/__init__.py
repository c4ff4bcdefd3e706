"""Every file that leaves the house: tables, data and documents in the reader's language."""
