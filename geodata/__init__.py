"""WHERE: places and layers of any region, the map that shows them, and drawn maps."""
