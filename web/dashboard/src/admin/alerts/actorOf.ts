import type { Schemas } from '../../api/client';

/** The actor that the alert is about: parked ones by their node and path, a customer's by its session. */
export function actorOf(alert: Schemas['Alert']): string | null {
  if (alert.kind === 'actor_parked') return alert.subject.slice(alert.subject.indexOf(' ') + 1);
  return alert.kind.startsWith('session_') && alert.tenant_id ? `root/sessions/${alert.tenant_id}` : null;
}
