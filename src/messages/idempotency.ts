// Idempotency keys and bodies are kept as hashes: enough to tell a repeat, nothing to read.

const toHex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** The SHA-256 of a value's JSON, in hexadecimal. */
export const hashOf = async (value: unknown): Promise<string> =>
  toHex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(value))))
