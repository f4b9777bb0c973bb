"""The report as one self-contained HTML page: nothing is loaded, everything is escaped."""
