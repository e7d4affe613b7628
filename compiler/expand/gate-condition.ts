import {
  type Condition,
  checkRunTimeCondition,
  type Name,
  namesIn,
  pathNamesIn,
  stepsIn,
} from '../language/expressions.js';
import { render } from '../language/render.js';
import { textSpan } from '../read/text-span.js';
import type { Cooking } from './cooking.js';
import { report, type Site, SiteNames } from './expression.js';
import type { Names } from './names.js';

/**
 * The condition of a gate as the running molecule asks it: with whole ids of steps, and values for the names
 * that are bound only while the formula is cooked. Mistakes are reported. `names`: what ids mean at the site.
 */
export function gateCondition(site: Site, names: Names, cooking: Cooking): string {
  const parsed = cooking.context.expressions().condition(site.text);
  if (!parsed.ok) {
    report(parsed.problems, site, cooking);
    return site.text;
  }
  const { condition } = parsed;
  report(checkRunTimeCondition(condition, new SiteNames(site, cooking)), site, cooking);
  const edits = [...steps(condition, site, names, cooking), ...values(condition, site)];
  edits.sort((a, b) => a.start - b.start);
  let text = '';
  let from = 0;
  for (const { start, end, text: replacement } of edits) {
    if (start < from) continue; // a name inside the id of a step
    text += site.text.slice(from, start) + replacement;
    from = end;
  }
  return text + site.text.slice(from);
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function steps(condition: Condition, site: Site, names: Names, cooking: Cooking): Edit[] {
  const { reporter } = cooking.context;
  return stepsIn(condition).map(({ start, end }) => {
    const name = filled(site, start, end);
    const node = names.find(name);
    if (!node && !cooking.lacksSteps) {
      const facts = { step: 'a condition', key: site.key, name, near: reporter.near(name, names.known()) };
      const span = textSpan(site.span, site.text, start, end);
      reporter.report('GT3001', facts, { span, related: site.related });
    }
    return { start, end, text: node?.id ?? name };
  });
}

/** What is bound here becomes a value in quotes; a variable of the molecule stays a variable. */
function values(condition: Condition, site: Site): Edit[] {
  const isInPath = new Set<Name>(pathNamesIn(condition));
  return namesIn(condition).flatMap((name) => {
    if (name.form === 'bare') return [];
    const { start, end } = name;
    const value = filled(site, start, end);
    if (value === site.text.slice(start, end)) return [];
    const plain = isInPath.has(name) || /^(?:\{\{\w+\}\}|\d+|true|false)$/.test(value);
    const mark = value.includes('"') ? "'" : '"';
    return [{ start, end, text: plain ? value : `${mark}${value}${mark}` }];
  });
}

const filled = ({ text, scope }: Site, start: number, end: number): string =>
  render(text.slice(start, end), scope, () => undefined).text;
