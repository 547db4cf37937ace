import type { ReactNode } from 'react';
import { Check } from 'lucide-react';

import { auth } from '../i18n/auth';
import { useWords } from '../i18n/words';
import { Brand } from './Brand';
import { Caution } from './Frame';
import { SettingsMenu } from './SettingsMenu';

/** Around the pages before the log-in: what Siar is on one side, the form on the other. */
export function AuthFrame({ note, children }: { note?: string; children: ReactNode }) {
  const t = useWords(auth);
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
      <aside className="relative hidden flex-col justify-between overflow-hidden bg-rail p-12 text-rail-ink lg:flex">
        <Waves />
        <div className="relative text-white">
          <Brand {...(note ? { note } : {})} />
        </div>
        <div className="relative max-w-md">
          <p className="text-4xl leading-tight font-extrabold tracking-tight text-balance text-white">{t.tagline}</p>
          <ul className="mt-8 flex flex-col gap-3">
            {t.points.map((point) => (
              <li key={point} className="flex gap-3">
                <Check className="mt-1 size-4.5 shrink-0 text-spark" aria-hidden />
                {point}
              </li>
            ))}
          </ul>
        </div>
        <div className="relative max-w-md">
          <Caution />
        </div>
      </aside>
      <div className="flex min-w-0 flex-col">
        <header className="flex min-h-15 items-center justify-between px-4 sm:px-8">
          <div className="lg:invisible">
            <Brand {...(note ? { note } : {})} />
          </div>
          <SettingsMenu />
        </header>
        <main className="mx-auto flex w-full max-w-md grow flex-col justify-center px-4 py-8 sm:px-6">{children}</main>
        <footer className="mx-auto max-w-md px-4 pb-6 text-soft sm:px-6 lg:hidden">
          <Caution />
        </footer>
      </div>
    </div>
  );
}

function Waves() {
  return (
    <svg viewBox="0 0 400 400" className="absolute -top-60 -right-60 size-[38rem] opacity-70" aria-hidden>
      <g fill="none" className="stroke-rail-active" strokeWidth="14">
        {[50, 90, 130, 170].map((radius) => (
          <circle key={radius} cx="200" cy="200" r={radius} />
        ))}
      </g>
      <circle cx="200" cy="200" r="16" className="fill-spark" opacity="0.85" />
    </svg>
  );
}
