"""Implementations of the ports: embedded ones in ``local``, Google's in ``gcp``."""
