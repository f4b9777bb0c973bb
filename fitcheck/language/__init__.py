"""Words, vocabulary, dates, quantities and the zones of a text: no judgement."""
