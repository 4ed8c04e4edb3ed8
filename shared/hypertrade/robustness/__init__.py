"""How far a result can be trusted: sweeps, walk-forward, Monte Carlo, significance, certificate."""
