"""Users' own Python under examination: its process gives signals, everything else stays here."""
