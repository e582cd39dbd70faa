"""Reads of recognition, each list loaded with what it shows."""
