import en from './en/session';
import id from './id/session';
import { words } from './words';

export const session = words(en, id);
