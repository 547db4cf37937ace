import type { Schemas } from '../../api/client';
import type { Member, TeamPermission } from '../../shell/team/team';

type Me = Schemas['Me'];
/** A role that can be given. Owner is none: the ownership is transferred. */
export type GivenRole = NonNullable<Schemas['MemberChange']['role']>;
export type TeamRole = 'owner' | GivenRole;

const GIVEN = ['supervisor', 'operator', 'viewer'] as const satisfies GivenRole[];

const SEES = ['session.read', 'contacts.read', 'templates.read', 'campaigns.read', 'quota.read', 'tenant.read', 'events.read', 'team.read'] as const satisfies TeamPermission[];
const WORKS = ['contacts.write', 'campaigns.write'] as const satisfies TeamPermission[];
const LEADS = ['templates.write', 'campaigns.send', 'session.manage'] as const satisfies TeamPermission[];
const OWNS = ['tenant.write', 'team.manage'] as const satisfies TeamPermission[];

/** As the server has it; team.spec.ts holds the two together. */
export const OF_ROLE: Record<TeamRole, readonly TeamPermission[]> = {
  viewer: SEES,
  operator: [...SEES, ...WORKS],
  supervisor: [...SEES, ...WORKS, ...LEADS],
  owner: [...SEES, ...WORKS, ...LEADS, ...OWNS],
};

export const isTeamRole = (role: string): role is TeamRole => role in OF_ROLE;

/** What the role does not bring with it. */
export function beyond(role: TeamRole): TeamPermission[] {
  return OF_ROLE.owner.filter((one) => !OF_ROLE[role].includes(one));
}

/** Nobody gives more than they have: roles that the person may give. */
export function rolesToGive(me: Me): GivenRole[] {
  return GIVEN.filter((role) => OF_ROLE[role].every((one) => me.permissions.includes(one)));
}

/** Whether the person may change that account: never their own, and nobody's who may do more. */
export function mayChange(me: Me, member: Member): boolean {
  if (!me.permissions.includes('team.manage') || member.you || !isTeamRole(member.role)) return false;
  const mayTouch = member.role === 'owner' ? me.role === 'owner' : rolesToGive(me).includes(member.role);
  return mayTouch && member.permissions.every((one) => me.permissions.includes(one));
}
