"""Host the dashboard: link previews, data at fixed addresses, and security headers."""
