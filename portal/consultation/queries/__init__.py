"""Reads of consultations; none changes anything."""
