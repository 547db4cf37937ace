import en from './en/admin_alerts';
import id from './id/admin_alerts';
import { words } from './words';

export const adminAlerts = words(en, id);
