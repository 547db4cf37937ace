import { Ban, CircleDashed, CircleParking, CircleStop, LoaderCircle, LogOut, QrCode, RefreshCw, Smartphone, TriangleAlert, Users, type LucideIcon } from 'lucide-react';

import type { Schemas } from '../api/client';
import { session } from '../i18n/session';
import { useWords } from '../i18n/words';
import { Badge, type BadgeTone } from '../ui/Badge';

type State = Schemas['SessionState'];

const LOOKS: Record<State, { tone: BadgeTone; icon: LucideIcon }> = {
  stopped: { tone: 'idle', icon: CircleDashed },
  starting: { tone: 'busy', icon: LoaderCircle },
  scan_qr: { tone: 'info', icon: QrCode },
  pairing: { tone: 'info', icon: Smartphone },
  working: { tone: 'good', icon: Smartphone },
  reconnecting: { tone: 'warn', icon: RefreshCw },
  logged_out: { tone: 'warn', icon: LogOut },
  restricted: { tone: 'warn', icon: TriangleAlert },
  banned: { tone: 'bad', icon: Ban },
  conflict: { tone: 'warn', icon: Users },
  failed: { tone: 'bad', icon: TriangleAlert },
};

type Hold = Schemas['SessionView']['hold'];

const HOLDS: Record<'stopped' | 'quarantined', { tone: BadgeTone; icon: LucideIcon }> = {
  stopped: { tone: 'warn', icon: CircleStop },
  quarantined: { tone: 'bad', icon: CircleParking },
};

/** Which hold an administrator has on it, where that is what is to be said of it. */
export function holdOf({ state, hold }: { state: State; hold?: Hold | undefined }): 'stopped' | 'quarantined' | null {
  // What WhatsApp did to the account is said first.
  if (!hold || state === 'banned' || state === 'restricted') return null;
  return hold.kind === 'quarantined' ? 'quarantined' : 'stopped';
}

/** A session's state by word, colour and shape. */
export function SessionBadge({ state, hold }: { state: State; hold?: Hold }) {
  const t = useWords(session);
  const held = holdOf({ state, hold });
  if (held) {
    return (
      <Badge tone={HOLDS[held].tone} icon={HOLDS[held].icon}>
        {t.holds[held]}
      </Badge>
    );
  }
  return (
    <Badge tone={LOOKS[state].tone} icon={LOOKS[state].icon}>
      {t.states[state]}
    </Badge>
  );
}
