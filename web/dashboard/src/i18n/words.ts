// A dictionary is one file per area and language. English is the shape; `words(en, id)` compiles only when Indonesian has every key.
import { useLanguage, type Language } from './language';

export type Words<T> = Record<Language, T>;

export function words<T>(en: T, id: NoInfer<T>): Words<T> {
  return { en, id };
}

export function useWords<T>(dictionary: Words<T>): T {
  return dictionary[useLanguage()];
}
