"""The files of an event: calendars, schedules, briefings, the master plan, badges and table cards."""
