import en from './en/campaigns';
import id from './id/campaigns';
import { words } from './words';

export const campaigns = words(en, id);
