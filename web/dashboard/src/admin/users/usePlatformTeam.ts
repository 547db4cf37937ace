import { api, type Schemas } from '../../api/client';
import { adminUsers } from '../../i18n/admin_users';
import { useWords } from '../../i18n/words';
import type { Invitations, Role, Team } from '../../shell/team/team';
import { useMay } from '../me';

type PlatformRole = Schemas['PlatformRole'];

const LISTS = ['/api/v1/admin/users', '/api/v1/admin/invitations'] as const;
const ROLES = ['super_admin', 'admin', 'auditor'] as const satisfies PlatformRole[];

const isPlatformRole = (role: Role): role is PlatformRole => (ROLES as readonly Role[]).includes(role);

/** The team that runs the platform. Who may touch it at all may do everything, only not with their own account. */
export function usePlatformTeam(): Team<PlatformRole> {
  const may = useMay('platform.users');
  const { does } = useWords(adminUsers);
  return {
    lists: LISTS,
    roles: ROLES,
    does,
    mayChange: (member) => may && !member.you && isPlatformRole(member.role),
    change: (id, { role, disabled }) => api.patch('/api/v1/admin/users/{id}', { path: { id }, body: { role, disabled } }),
    remove: (id) => api.delete('/api/v1/admin/users/{id}', { path: { id } }),
    resetSecondFactor: (id) => api.delete('/api/v1/admin/users/{id}/second-factor', { path: { id } }),
  };
}

export const invitationsOfPlatform: Invitations<Schemas['InviteUser']> = {
  lists: LISTS,
  invite: async (body) => (await api.post('/api/v1/admin/invitations', { body })).data,
  sendAgain: async (id) => (await api.post('/api/v1/admin/invitations/{id}/resend', { path: { id } })).data,
  withdraw: (id) => api.delete('/api/v1/admin/invitations/{id}', { path: { id } }),
};

/** A business that signs up by its link begins a team of its own. */
export const invitationsOfBusinesses: Invitations<Schemas['InviteCustomer']> = {
  lists: ['/api/v1/admin/customer-invitations'],
  invite: async (body) => (await api.post('/api/v1/admin/customer-invitations', { body })).data,
  sendAgain: async (id) => (await api.post('/api/v1/admin/customer-invitations/{id}/resend', { path: { id } })).data,
  withdraw: (id) => api.delete('/api/v1/admin/customer-invitations/{id}', { path: { id } }),
};
