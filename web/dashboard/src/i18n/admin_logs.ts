import en from './en/admin_logs';
import id from './id/admin_logs';
import { words } from './words';

export const adminLogs = words(en, id);
