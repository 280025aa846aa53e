"""What turns each format into rows; a module is a family of formats."""
