import { useSyncExternalStore } from 'react';

export type Language = 'en' | 'id';
export const LANGUAGES: Record<Language, string> = { en: 'English', id: 'Bahasa Indonesia' };

const KEPT = 'siar.language';

function first(): Language {
  const kept = localStorage.getItem(KEPT);
  if (kept === 'en' || kept === 'id') return kept;
  return navigator.languages.some((tag) => tag.toLowerCase().startsWith('id')) ? 'id' : 'en';
}

let current = first();
const listeners = new Set<() => void>();
document.documentElement.lang = current;

export function language(): Language {
  return current;
}

export function setLanguage(next: Language): void {
  current = next;
  localStorage.setItem(KEPT, next);
  document.documentElement.lang = next;
  listeners.forEach((listener) => listener());
}

/** The person chose before, on this device. */
export function isLanguageChosen(): boolean {
  return localStorage.getItem(KEPT) !== null;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, language);
}
