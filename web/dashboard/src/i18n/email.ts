import en from './en/email';
import id from './id/email';
import { words } from './words';

export const email = words(en, id);
