import en from './en/shell';
import id from './id/shell';
import { words } from './words';

export const shell = words(en, id);
