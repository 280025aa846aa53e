"""Files of others, turned into tables that open here."""

from events.importers.geojson import geojson_table

__all__ = ["geojson_table"]
