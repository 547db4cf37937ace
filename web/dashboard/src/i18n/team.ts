import en from './en/team';
import id from './id/team';
import { words } from './words';

export const team = words(en, id);
