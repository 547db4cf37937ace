import en from './en/templates';
import id from './id/templates';
import { words } from './words';

export const templates = words(en, id);
