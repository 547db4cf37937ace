// From the tree to the rows on the screen: what is open, what fits the search, what is in trouble.
import type { Schemas } from '../../api/client';

export type Node = Schemas['Snapshot'];
export type StateName = Node['state']['name'];

export interface Row {
  node: Node;
  level: number;
  /** Place among its siblings that are shown, from 1. */
  place: number;
  siblings: number;
  parent: string | null;
  open: boolean;
  /** Actors and supervisors below it, and how many of them are in trouble. */
  below: number;
  trouble: number;
}

/** A crash stays worth a look for so long. */
const RECENT_MS = 15 * 60_000;
/** A mailbox filled by this share is about to refuse messages. */
const FULL = 0.8;
/** Supervisors with more children than this begin closed. */
const MANY = 60;

export function inTrouble(node: Node, now: number): boolean {
  const { name } = node.state;
  if (name === 'parked' || name === 'backing_off' || name === 'stopped') return true;
  if (node.mailbox_capacity && (node.mailbox_depth ?? 0) >= node.mailbox_capacity * FULL) return true;
  return Boolean(node.last_error_at) && now - Date.parse(node.last_error_at ?? '') < RECENT_MS;
}

export function flatten(node: Node): Node[] {
  return [node, ...node.children.flatMap(flatten)];
}

export function find(node: Node, path: string): Node | null {
  if (node.path === path) return node;
  if (!path.startsWith(`${node.path}/`)) return null;
  for (const child of node.children) {
    const found = find(child, path);
    if (found) return found;
  }
  return null;
}

/** The customer whose session or quota this is. */
export function tenantOf(node: Node): string | null {
  return /^root\/(?:sessions|quota)\/([^/]+)$/.exec(node.path)?.[1] ?? null;
}

export interface View {
  search: string;
  onlyTrouble: boolean;
  /** What the person opened or closed by hand. */
  opened: ReadonlyMap<string, boolean>;
  names: ReadonlyMap<string, string>;
  now: number;
}

interface Seen {
  row: Omit<Row, 'place' | 'siblings' | 'level' | 'parent'>;
  children: Seen[];
}

function see(node: Node, view: View, narrow: boolean): Seen | null {
  const children = node.children.map((child) => see(child, view, narrow)).filter((child) => child !== null);
  const below = flatten(node).slice(1);
  if (narrow && children.length === 0 && !fits(node, view)) return null;
  return {
    row: {
      node,
      open: children.length > 0 && (view.opened.get(node.path) ?? (narrow || node.children.length <= MANY)),
      below: below.length,
      trouble: below.filter((one) => inTrouble(one, view.now)).length,
    },
    children,
  };
}

function fits(node: Node, { search, onlyTrouble, names, now }: View): boolean {
  if (onlyTrouble && !inTrouble(node, now)) return false;
  const asked = search.trim().toLowerCase();
  if (asked === '') return true;
  const tenant = tenantOf(node);
  const said = [node.path, node.actor, node.last_error, tenant && names.get(tenant)];
  return said.some((text) => text?.toLowerCase().includes(asked));
}

/** The rows from top to bottom. While something is looked for, what holds a match is open. */
export function rowsOf(tree: Node, view: View): Row[] {
  const rows: Row[] = [];
  const add = ({ row, children }: Seen, level: number, place: number, siblings: number, parent: string | null) => {
    rows.push({ ...row, level, place, siblings, parent });
    if (row.open) children.forEach((child, index) => add(child, level + 1, index + 1, children.length, row.node.path));
  };
  const root = see(tree, view, view.search.trim() !== '' || view.onlyTrouble);
  if (root) add(root, 1, 1, 1, null);
  return rows;
}
