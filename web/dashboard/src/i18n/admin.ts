import en from './en/admin';
import id from './id/admin';
import { words } from './words';

export const admin = words(en, id);
