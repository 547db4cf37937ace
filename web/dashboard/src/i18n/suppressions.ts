import en from './en/suppressions';
import id from './id/suppressions';
import { words } from './words';

export const suppressions = words(en, id);
