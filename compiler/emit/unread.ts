import type { Cooking } from '../expand/cooking.js';
import type { Node } from '../expand/region.js';
import { Texts } from './texts.js';

/**
 * Report what means nothing in texts that end up nowhere: those of steps that a condition removed or that
 * were replaced, and arguments for parameters that nothing uses. Each table is read once, whatever its copies.
 */
export function checkUnread(cooking: Cooking): void {
  // Texts of their own: what these use is not used.
  const texts = new Texts(cooking, true);
  const seen = new Set<object>();
  const visit = (nodes: readonly Node[]): void => {
    for (const node of nodes) {
      const unread = node.kind === 'region' ? node.replaced : node.removed ? node : undefined;
      if (unread && !seen.has(unread.table)) {
        seen.add(unread.table);
        texts.readAll(unread);
      }
      visit(node.members);
    }
  };
  visit(cooking.roots);
  const { compose } = cooking.formula.doc;
  for (const { vars } of [...(compose?.expand ?? []), ...(compose?.map ?? [])]) {
    if (vars) texts.inside(vars, cooking.setting.scope, undefined, vars, true);
  }
}
