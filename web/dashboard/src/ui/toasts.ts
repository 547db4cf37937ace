import { useSyncExternalStore } from 'react';

export type Tone = 'good' | 'info' | 'warn' | 'bad';
export interface Toast {
  id: number;
  tone: Tone;
  title: string;
  text?: string;
  /** Where it leads. */
  to?: string;
  search?: Record<string, string>;
}

let toasts: Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();

function change(next: Toast[]): void {
  toasts = next;
  listeners.forEach((listener) => listener());
}

/** Says something that happened beside the page. The same words are not said twice at a time. */
export function toast(tone: Tone, title: string, more: { text?: string; to?: string; search?: Record<string, string> } = {}): void {
  if (toasts.some((one) => one.title === title && one.text === more.text)) return;
  last += 1;
  change([...toasts, { id: last, tone, title, ...more }].slice(-4));
}

export function dismiss(id: number): void {
  change(toasts.filter((one) => one.id !== id));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useToasts(): Toast[] {
  return useSyncExternalStore(subscribe, () => toasts);
}
