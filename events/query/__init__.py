"""Questions to the events of a collection, the filters they use, and the engines that answer."""
