import en from './en/connect';
import id from './id/connect';
import { words } from './words';

export const connect = words(en, id);
