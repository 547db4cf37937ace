// The secret that the QR code carries and the login made of it. The key is kept as a non-extractable CryptoKey, like
// WhatsApp's own (engine facts §1.6): a copied profile works, a copied number does not.
import type { PageKeys } from './wire';

const HMAC = { name: 'HMAC', hash: 'SHA-256' };

function base64(bytes: number): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(bytes))));
}

export function freshKeys(): PageKeys {
  return { static_key: base64(32), identity_key: base64(32), secret: base64(32) };
}

export function loginKey(keys: PageKeys): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', new TextEncoder().encode(keys.secret), HMAC, false, ['sign']);
}

/** Hex of the signed challenge. */
export async function prove(key: CryptoKey, nonce: string): Promise<string> {
  const signed = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(nonce));
  return [...new Uint8Array(signed)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
