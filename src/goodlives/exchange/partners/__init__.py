"""What goes to a partner with whom a person shares: on a page, or as a copy that a worker draws and seals."""
