"""Stories: events in an order that someone chose, as files, drafts, screens and notes."""
