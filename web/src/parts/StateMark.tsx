/** What a broadcast has come to, as a shape that says the same without colour. */
export type StateShape = 'upcoming' | 'on-air' | 'aired' | 'said' | 'waiting' | 'failed';

/** Beside the word that says it; the word is what is read aloud. */
export function StateMark({ shape, size = 20 }: { shape: StateShape; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="2" aria-hidden>
      {SHAPES[shape]}
    </svg>
  );
}

const TICK = 'M6 10.4l2.8 2.8L14.2 7';

const SHAPES = {
  upcoming: <circle cx="10" cy="10" r="8" />,
  'on-air': <path d="M5 3l12 7-12 7z" fill="currentColor" strokeLinejoin="round" />,
  aired: (
    <>
      <circle cx="10" cy="10" r="8" fill="currentColor" />
      <path d={TICK} stroke="var(--vang-sheet)" />
    </>
  ),
  said: (
    <>
      <circle cx="10" cy="10" r="8" />
      <path d={TICK} />
    </>
  ),
  waiting: (
    <>
      <path d="M10 1.5l8.5 8.5-8.5 8.5L1.5 10z" strokeLinejoin="round" />
      <path d="M8 8.2a2 2 0 1 1 2.6 1.9c-.4.2-.6.5-.6 1v.3M10 13.6v.4" strokeWidth="1.6" strokeLinecap="round" />
    </>
  ),
  failed: (
    <>
      <rect x="2" y="2" width="16" height="16" rx="1" />
      <path d="M6.5 6.5l7 7m0-7l-7 7" />
    </>
  ),
} satisfies Record<StateShape, React.ReactNode>;
