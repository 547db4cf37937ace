import en from './en/admin_audit';
import id from './id/admin_audit';
import { words } from './words';

export const adminAudit = words(en, id);
