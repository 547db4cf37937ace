import en from './en/account';
import id from './id/account';
import { words } from './words';

export const account = words(en, id);
