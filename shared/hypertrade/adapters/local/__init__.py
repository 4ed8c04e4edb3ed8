"""The embedded adapters, a real product path: worker processes and folders on this machine."""
