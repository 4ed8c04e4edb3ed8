"""Bots, the exchange gateway and the controller. Nothing stands yet."""
