"""How even-handed the record is: what is counted, what is lopsided, told in tables and charts."""
