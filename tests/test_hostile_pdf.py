"""PDF and OFD that ask for too much, are broken, locked or have no text: one sentence, bounded memory and time."""
