"""What is typed about rounds, nominations and honours."""
