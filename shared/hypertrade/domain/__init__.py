"""Pure types and rules of the field: no clock, no input or output, no dependency but pydantic."""
