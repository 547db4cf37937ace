import { Ban, CircleDashed, LoaderCircle, LogOut, QrCode, RefreshCw, Smartphone, TriangleAlert, Users, type LucideIcon } from 'lucide-react';

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

/** A session's state by word, colour and shape. */
export function SessionBadge({ state }: { state: State }) {
  const t = useWords(session);
  return (
    <Badge tone={LOOKS[state].tone} icon={LOOKS[state].icon}>
      {t.states[state]}
    </Badge>
  );
}
