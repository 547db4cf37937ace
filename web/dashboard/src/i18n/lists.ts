import en from './en/lists';
import id from './id/lists';
import { words } from './words';

export const lists = words(en, id);
