import en from './en/pace';
import id from './id/pace';
import { words } from './words';

export const pace = words(en, id);
