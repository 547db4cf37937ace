import en from './en/second_factor';
import id from './id/second_factor';
import { words } from './words';

export const secondFactor = words(en, id);
