"""The steps of the events page: participants, match, schedule, files, themes."""
