"""Lists of people that somebody keeps: fixed or live, with notes, shared with the officers of a unit."""
