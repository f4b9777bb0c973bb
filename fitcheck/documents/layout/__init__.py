"""From words with places, or lines of text, to blocks in reading order."""
