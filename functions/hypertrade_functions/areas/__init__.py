"""What the API offers, area by area: each handler parses, calls one use case, and renders."""
