import en from './en/admin_packages';
import id from './id/admin_packages';
import { words } from './words';

export const adminPackages = words(en, id);
