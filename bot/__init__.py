"""Badger: advice on credentials that fit, and company on the way to them."""
