"""The words traders use, by meaning."""
