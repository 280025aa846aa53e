"""Host the dashboard: link previews, data at fixed addresses, and what browsers are told."""
