"""What a council may conclude: integers in, a verdict and its sentence out."""
