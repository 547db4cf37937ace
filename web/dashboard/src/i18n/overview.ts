import en from './en/overview';
import id from './id/overview';
import { words } from './words';

export const overview = words(en, id);
