"""Hiền Tài: a registry of intellectuals, their associations, honours and opinions on draft policies."""
