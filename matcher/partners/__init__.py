"""From cases to the organisations in them: who could help, what they did, where, with whom."""
