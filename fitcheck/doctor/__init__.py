"""What is installed here, whether it is whole, and whether it works (`fitcheck doctor`)."""
