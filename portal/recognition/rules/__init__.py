"""The pure part of a round: moves, days, scores and sums."""
