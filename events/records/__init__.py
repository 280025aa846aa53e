"""The curated files of a collection: what each record is, how it is read, what is wrong with it."""
