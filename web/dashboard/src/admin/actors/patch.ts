// What a frame of the stream changes in the tree. Everything that did not change stays the same object.
import type { Schemas } from '../../api/client';
import type { Node } from './rows';

/** Changes the node at the path, if it is there. */
function at(node: Node, path: string, change: (node: Node) => Node): Node {
  if (node.path === path) return change(node);
  if (!path.startsWith(`${node.path}/`)) return node;
  const children = node.children.map((child) => at(child, path, change));
  return children.every((child, place) => child === node.children[place]) ? node : { ...node, children };
}

export function applyChange(tree: Node, { path, at: moment, change }: Schemas['HealthEvent']): Node {
  switch (change.type) {
    case 'entered':
      return at(tree, path, (node) => ({ ...node, state: change.state, since: moment }));
    case 'crashed':
      return at(tree, path, (node) => ({ ...node, last_error: change.error, last_error_at: moment, crashes: node.crashes + 1 }));
    case 'removed':
      return at(tree, path.slice(0, path.lastIndexOf('/')), (node) => ({ ...node, children: node.children.filter((child) => child.path !== path) }));
    default:
      return tree;
  }
}

export function applyLoad(tree: Node, mailboxes: Record<string, number>): Node {
  let next = tree;
  for (const [path, depth] of Object.entries(mailboxes)) next = at(next, path, (node) => ({ ...node, mailbox_depth: depth }));
  return next;
}
