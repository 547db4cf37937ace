import en from './en/admin_sessions';
import id from './id/admin_sessions';
import { words } from './words';

export const adminSessions = words(en, id);
