import en from './en/admin_users';
import id from './id/admin_users';
import { words } from './words';

export const adminUsers = words(en, id);
