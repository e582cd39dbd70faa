"""What the product and the law ask of a consultation: pure, with the time as an argument."""
