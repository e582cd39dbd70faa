"""What is done in a council; each verb calls the rules, changes, and writes the log."""
