"""Running it: logs, health, metrics, backup."""
