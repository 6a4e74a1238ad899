"""How measured values are spread."""

from collections.abc import Sequence


def at(values: Sequence[float], share: float) -> float:
    """The value below which this share of them lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def spread(prefix: str, milliseconds: Sequence[float]) -> dict[str, float]:
    """The median, the 95th and the 99th percentile."""
    return {f"{prefix}p{round(share * 100)}_ms": at(milliseconds, share) for share in (0.5, 0.95, 0.99)}
