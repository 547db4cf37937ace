import en from './en/contacts';
import id from './id/contacts';
import { words } from './words';

export const contacts = words(en, id);
