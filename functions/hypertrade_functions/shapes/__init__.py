"""What goes over the wire, as models: what is sent, and what of the domain is shown."""
