"""What can be done with a consultation; each verb checks the rules, changes, and leaves an entry."""
