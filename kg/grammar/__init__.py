"""Small grammars that several extractors share: numerals, times, clauses."""
