"""The people's door: what the page, and a test that plays a person, see and do."""
