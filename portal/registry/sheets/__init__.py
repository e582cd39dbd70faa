"""A unit's table of people as a file: read in a child with bounds; pure, without a database."""
