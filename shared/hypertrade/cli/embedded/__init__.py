"""The whole platform on one machine: its processes, its demo account, its one folder."""
