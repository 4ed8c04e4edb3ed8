"""A platform elsewhere: signing in to it, and running commands there."""
