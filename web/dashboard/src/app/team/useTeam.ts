import { api, type Schemas } from '../../api/client';
import { team } from '../../i18n/team';
import { useWords } from '../../i18n/words';
import type { Invitations, Team } from '../../shell/team/team';
import { useMe } from '../me';
import { mayChange, rolesToGive, type GivenRole } from './rights';

export const LISTS = ['/api/v1/team/members', '/api/v1/team/invitations'] as const;

/** The team of the business. */
export function useTeam(): Team<GivenRole> {
  const me = useMe();
  const { does } = useWords(team);
  return {
    lists: LISTS,
    roles: rolesToGive(me),
    does,
    mayChange: (member) => mayChange(me, member),
    change: (id, body) => api.patch('/api/v1/team/members/{id}', { path: { id }, body }),
    remove: (id) => api.delete('/api/v1/team/members/{id}', { path: { id } }),
    resetSecondFactor: (id) => api.delete('/api/v1/team/members/{id}/second-factor', { path: { id } }),
  };
}

export const invitationsOfTeam: Invitations<Schemas['Invite']> = {
  lists: LISTS,
  invite: async (body) => (await api.post('/api/v1/team/invitations', { body })).data,
  sendAgain: async (id) => (await api.post('/api/v1/team/invitations/{id}/resend', { path: { id } })).data,
  withdraw: (id) => api.delete('/api/v1/team/invitations/{id}', { path: { id } }),
};
