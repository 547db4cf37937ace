import en from './en/auth';
import id from './id/auth';
import { words } from './words';

export const auth = words(en, id);
