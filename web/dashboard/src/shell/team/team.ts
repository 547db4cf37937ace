import type { PathOf, Schemas } from '../../api/client';

export type Member = Schemas['Member'];
export type Invitation = Schemas['Invitation'];
export type Role = Schemas['Role'];
export type TeamPermission = Exclude<Schemas['Permission'], `platform.${string}`>;

/** What differs between the team of a business and the one that runs the platform, as the person who looks may handle it. */
export interface Team<R extends Role> {
  /** What is asked for anew after a change. */
  lists: readonly PathOf<'get'>[];
  /** Roles that the person may give, the mightiest first, and what each may do. */
  roles: readonly R[];
  does: Record<R, string>;
  mayChange: (member: Member) => boolean;
  change: (id: string, change: { role?: R; permissions?: TeamPermission[]; disabled?: boolean }) => Promise<unknown>;
  remove: (id: string) => Promise<unknown>;
  resetSecondFactor: (id: string) => Promise<unknown>;
}

/** What a role brings, and what the person who looks may give beyond it. */
export interface Permissions<R extends Role> {
  of: (role: R) => readonly TeamPermission[];
  beyond: (role: R) => readonly TeamPermission[];
}

/** Invitations of one kind. */
export interface Invitations<Body> {
  lists: readonly PathOf<'get'>[];
  invite: (body: Body) => Promise<Invitation>;
  sendAgain: (id: string) => Promise<Invitation>;
  withdraw: (id: string) => Promise<unknown>;
}
