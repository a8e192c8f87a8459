"""Tests of signed provenance."""
