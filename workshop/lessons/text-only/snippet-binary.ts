/** Server: bytes as one event. Base64 has no line end in it, so that one data line is enough. */
export const bytesEvent = (bytes: Uint8Array): string => `data: ${Buffer.from(bytes).toString('base64')}\n\n`;

/** Page: the bytes of such an event. */
export const bytesOf = (data: string): Uint8Array =>
  Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
