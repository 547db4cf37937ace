// The page's database. Login keys, chats and messages live in IndexedDB, as in WhatsApp Web (engine facts §1.6); the device's
// name lives in localStorage, which reaches the disk seconds later (engine facts §5): a profile needs both to log in.
import type { ChatRow, MessageRow } from './models';
import type { Found } from './wire';

const NAME = 'sandbox-messenger';
const DEVICE = 'sandbox-device';

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export class Storage {
  private constructor(private readonly db: IDBDatabase) {}

  static async open(): Promise<Storage> {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      const db = request.result;
      db.createObjectStore('key');
      db.createObjectStore('chat', { keyPath: 'id' });
      db.createObjectStore('contact', { keyPath: 'wid' });
      db.createObjectStore('message', { keyPath: 'id' }).createIndex('chat', ['chat', 't', 'n']);
    };
    return new Storage(await done(request));
  }

  /** One transaction; resolves when it is on its way to the disk, like WhatsApp's awaited writes. */
  private write(stores: string[], work: (tx: IDBTransaction) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const tx = this.db.transaction(stores, 'readwrite');
      tx.oncomplete = () => resolve();
      tx.onerror = () => reject(tx.error);
      tx.onabort = () => reject(tx.error);
      work(tx);
    });
  }

  private read<T>(store: string, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    return done(ask(this.db.transaction(store).objectStore(store)));
  }

  async login(): Promise<{ device: string; key: CryptoKey } | null> {
    const device = localStorage.getItem(DEVICE);
    const key = await this.read<CryptoKey | undefined>('key', (store) => store.get('login'));
    return device !== null && key !== undefined ? { device, key } : null;
  }

  async keepLogin(device: string, key: CryptoKey): Promise<void> {
    await this.write(['key'], (tx) => tx.objectStore('key').put(key, 'login'));
    localStorage.setItem(DEVICE, device);
  }

  /** After a logout nothing of the account stays. */
  async clear(): Promise<void> {
    localStorage.removeItem(DEVICE);
    const all = [...this.db.objectStoreNames];
    await this.write(all, (tx) => all.forEach((store) => tx.objectStore(store).clear()));
  }

  chats(): Promise<ChatRow[]> {
    return this.read('chat', (store) => store.getAll() as IDBRequest<ChatRow[]>);
  }

  keepChat(row: ChatRow): Promise<void> {
    return this.write(['chat'], (tx) => tx.objectStore('chat').put(row));
  }

  contact(wid: string): Promise<Found | undefined> {
    return this.read('contact', (store) => store.get(wid) as IDBRequest<Found | undefined>);
  }

  keepContact(found: Found): Promise<void> {
    return this.write(['contact'], (tx) => tx.objectStore('contact').put(found));
  }

  message(id: string): Promise<MessageRow | undefined> {
    return this.read('message', (store) => store.get(id) as IDBRequest<MessageRow | undefined>);
  }

  keepMessage(row: MessageRow, chat?: ChatRow): Promise<void> {
    return this.write(['message', 'chat'], (tx) => {
      tx.objectStore('message').put(row);
      if (chat) tx.objectStore('chat').put(chat);
    });
  }

  /** A chat's messages, oldest first. */
  async messagesOf(chat: string): Promise<MessageRow[]> {
    const range = IDBKeyRange.bound([chat, -Infinity], [chat, Infinity]);
    return this.read('message', (store) => store.index('chat').getAll(range) as IDBRequest<MessageRow[]>);
  }
}
