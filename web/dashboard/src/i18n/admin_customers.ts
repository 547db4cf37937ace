import en from './en/admin_customers';
import id from './id/admin_customers';
import { words } from './words';

export const adminCustomers = words(en, id);
