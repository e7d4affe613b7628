import type { Node } from '../expand/region.js';
import { withoutItem } from './list-item.js';
import type { Rule } from './rule.js';
import { placeOf, type WrittenNeed, waitingForSeveral, writtenName, writtenNeeds } from './written-needs.js';

/** One step named twice in the needs of another, be it in `needs` and in `depends_on`. */
export const duplicateNeed: Rule<'GT7004'> = {
  code: 'GT7004',
  level: 'warning',
  check({ report, clear: _, ...subject }) {
    const { wiring, cooking } = subject;
    const { spans } = cooking.context;
    for (const event of waitingForSeveral(subject)) {
      const first = new Map<string, WrittenNeed>();
      for (const written of writtenNeeds(event, subject)) {
        const { table, key, index, name } = written.need;
        // Two names can mean one step only where a pass has joined them; then neither is too much in its file.
        const id = `${written.target}\0${name}`;
        const earlier = first.get(id);
        if (!earlier || earlier.need.table !== table) {
          first.set(id, written);
          continue;
        }
        const at = placeOf(earlier, subject);
        report(
          { step: writtenName(wiring.nodes[event] as Node), need: name },
          {
            span: placeOf(written, subject),
            related: at ? [{ message: 'the first is here', span: at }] : [],
            fix: withoutItem(spans, table, key, index, `drop the second ${JSON.stringify(name)}`),
          },
        );
      }
    }
  },
};
