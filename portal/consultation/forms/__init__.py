"""The forms of consultations: they parse and check shape, and know no rule."""
