import en from './en/admin_actors';
import id from './id/admin_actors';
import { words } from './words';

export const adminActors = words(en, id);
