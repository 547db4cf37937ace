/** The sign and the name. */
export function Brand({ note }: { note?: string }) {
  return (
    <span className="inline-flex items-center gap-2.5">
      <svg viewBox="0 0 32 32" className="size-8" aria-hidden>
        <rect width="32" height="32" rx="9" className="fill-[#0d5c4d]" />
        <g fill="none" strokeWidth="2.6" strokeLinecap="round" className="stroke-white">
          <path d="M20.8 11.2a6.8 6.8 0 0 1 0 9.6" />
          <path d="M24.6 7.6a11.9 11.9 0 0 1 0 16.8" opacity=".62" />
        </g>
        <circle cx="13" cy="16" r="4.6" className="fill-spark" />
      </svg>
      <span className="text-xl font-extrabold tracking-tight">Siar</span>
      {note && <span className="rounded-full border border-current px-2 py-px text-xs font-semibold opacity-85">{note}</span>}
    </span>
  );
}
