"""Typed repositories over ports.documents."""
