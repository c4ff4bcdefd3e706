"""Events: participants, two-sided affinity, a fair schedule of meetings, re-planning."""
