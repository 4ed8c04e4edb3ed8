"""The conventions of the API, once: declared routes become Flask's, and the OpenAPI document."""
