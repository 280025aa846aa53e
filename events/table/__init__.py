"""All events of a collection as one table, a row an event, from records or from GeoParquet."""
