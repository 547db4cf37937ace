// What the page and the sandbox's server say to each other. The Rust side is `sandbox/src/wire.rs`.

export interface PageKeys {
  static_key: string;
  identity_key: string;
  secret: string;
}

export type FromPage =
  | { type: 'hello'; keys: PageKeys }
  | { type: 'login'; device: string; proof: string }
  | { type: 'refresh_qr' }
  | { type: 'link_code'; phone: string }
  | { type: 'cancel_link_code' }
  | { type: 'send'; id: string; chat: string; body: string }
  | { type: 'exists'; req: number; wid: string }
  | { type: 'got'; upto: number; told_us?: number }
  | { type: 'read'; chat: string }
  | { type: 'composing'; chat: string }
  | { type: 'logout' };

export interface Found {
  wid: string;
  lid: string;
  chat: string;
}

export interface IncomingMessage {
  kind: 'message';
  id: string;
  chat: string;
  from: string;
  name: string;
  body: string;
  /** What the text stands in: a message of its own, below a picture, or what was chosen of our buttons or of a list. */
  shape: 'text' | 'caption' | 'button' | 'list_row';
  /** The earlier message of the same person whose text this one replaces. */
  edits: string | null;
  t: number;
}

export interface Receipt {
  kind: 'receipt';
  id: string;
  chat: string;
  ack: number;
  t: number;
}

export type Delivery = IncomingMessage | Receipt;

export type PageFault = { fault: 'slow'; ms: number } | { fault: 'crash' } | { fault: 'freeze'; ms: number };

export type ToPage =
  | { type: 'challenge'; nonce: string; ciphertext_share: number; receipt_by_number_share: number }
  | { type: 'qr'; reference: string }
  | { type: 'qr_idle' }
  | { type: 'link_code'; code: string }
  | { type: 'link_code_error'; reason: string }
  | { type: 'linked'; device: string }
  | { type: 'login_ok'; phone: string; lid: string; device: string; name: string }
  | { type: 'logged_out'; reason: string }
  | { type: 'banned' }
  | { type: 'temporarily_banned'; until: number }
  | { type: 'conflict' }
  | { type: 'needs_update' }
  | { type: 'server_ack'; id: string; chat: string }
  | { type: 'nack'; id: string; chat: string; code: string }
  | { type: 'exists_answer'; req: number; found: Found | null; failed: boolean }
  | { type: 'deliver'; seq: number; item: Delivery }
  | { type: 'offline_end'; count: number }
  | ({ type: 'fault' } & PageFault);
