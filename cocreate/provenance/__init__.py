"""Signed provenance: what lets a stranger check that a record is unaltered since it was signed."""
