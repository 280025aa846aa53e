"""Events as a table in a file, with the same columns and checks as the curated ones."""
