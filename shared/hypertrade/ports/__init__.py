"""What the use cases need from the world, as Protocols in the domain's words."""
