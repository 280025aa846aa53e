"""The apps that are measured, as data."""

from dataclasses import dataclass


@dataclass(frozen=True)
class App:
    """An app, and how to find the marks of events on its map."""

    name: str
    words: str
    script: str
    marks: str
    """A CSS selector of marks."""
    strip: str = ""
    """A CSS selector of a timeline in the map's frame, to drag over."""

    @property
    def is_peer(self) -> bool:
        """Whether it stands for what others do."""
        return self.script.startswith("benchmarks/peers/")


DASHBOARD = App("dashboard", "This dashboard", "dashboard.py", ".mark", ".timeline .stage")

APPS: dict[str, App] = {
    app.name: app
    for app in (
        DASHBOARD,
        App(
            "markers",
            "A Marker for each event",
            "benchmarks/peers/markers.py",
            ".leaflet-marker-icon",
        ),
        App(
            "layer",
            "One GeoJSON layer",
            "benchmarks/peers/layer.py",
            "path.leaflet-interactive",
        ),
    )
}
