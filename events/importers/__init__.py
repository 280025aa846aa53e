"""Files that are turned into tables which open here."""

from events.importers.geojson import geojson_table

__all__ = ["geojson_table"]
