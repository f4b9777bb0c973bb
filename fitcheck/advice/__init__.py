"""From a fit report to a decision and to what would change it."""
