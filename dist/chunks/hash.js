import { createHash } from "node:crypto";

// src/host/hash.ts
/** sha-256 of the concatenation of the parts (strings as UTF-8). */
function sha256(...parts) {
	const hash = createHash("sha256");
	for (const part of parts) hash.update(part);
	return hash.digest();
}
/** Whether the bytes have this digest, in hex. */
function hasDigest(algorithm, hex) {
	return (bytes) => createHash(algorithm).update(bytes).digest("hex") === hex;
}

export { sha256 as n, hasDigest as t };