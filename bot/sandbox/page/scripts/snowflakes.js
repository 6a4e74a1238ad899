// Ids are 64-bit numbers kept as text.

export const isNewer = (one, other) => (one.length === other.length ? one > other : one.length > other.length);

const epoch = 1420070400000n;

/** An id for something that only this page shows, at its place in time. */
export const localId = () => String((BigInt(Date.now()) - epoch + 1n) << 22n);
