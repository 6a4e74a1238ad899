"""The composition root: the one place that builds the parts and wires them together."""
