"""Pages to hand out or to publish without a server."""
