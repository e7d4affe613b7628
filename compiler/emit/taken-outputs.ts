import { quote } from '../diagnostics/define.js';
import { suggest } from '../diagnostics/suggest.js';
import type { Cooking } from '../expand/cooking.js';
import type { Names } from '../expand/names.js';
import { living, type Node, type Step, stepsOf } from '../expand/region.js';
import { missingField } from '../language/expressions.js';
import { type OutputReference, outputSplits, printReference } from '../language/output-reference.js';
import { typeAt } from '../language/output-schema.js';
import type { Span } from '../read/source.js';
import { Ancestry } from './ancestry.js';
import type { Outputs } from './outputs.js';
import type { ProtoInput } from './protomolecule.js';

/** A reference to an output where it stands. */
export interface ReferenceSite {
  /** What is between the braces, with what is bound there filled in: `steps.ID.output.FIELD`. */
  readonly text: string;
  /** As it is written, braces included. */
  readonly written: string;
  readonly key: string;
  /** Inside `{{#each}}…{{/each}}`, where it may be a field of the item. */
  readonly perItem: boolean;
  readonly names: Names;
  /** The step whose text it is a part of; of an argument, it is not known yet which. */
  readonly taker: Step | undefined;
  readonly span: () => Span | undefined;
  readonly related: readonly { message: string; span: Span }[];
}

/** The outputs that steps take into their texts (spec: FLOW-1 to FLOW-5). */
export class TakenOutputs {
  readonly #ancestry: Ancestry;
  readonly #inputs = new Map<Step, Map<string, ProtoInput>>();
  /** References to steps that are not close by, by the step. */
  readonly #far = new Map<Node, { site: ReferenceSite; taker: Step; name: string }[]>();
  #lacksNeeds: boolean | undefined;

  constructor(
    private readonly cooking: Cooking,
    private readonly outputs: Outputs,
    wiring: ConstructorParameters<typeof Ancestry>[0],
  ) {
    this.#ancestry = new Ancestry(wiring);
  }

  /** What stands in the protomolecule for a reference; undefined to leave it as it is (reported, or text). */
  refer(site: ReferenceSite): string | undefined {
    const { names } = site;
    const text = site.text.trim();
    const isMeant = text.startsWith('steps.');
    const splits = outputSplits(isMeant ? text.slice('steps.'.length) : text);
    const split = splits.find(({ id }) => names.find(id));
    if (!isMeant) {
      if (split) this.#reportForm(site, 'it begins with "steps."', [printReference(split)]);
      return undefined;
    }
    const [reference] = split ? [split] : splits.slice(-1);
    if (!reference) {
      if (!site.perItem) this.#reportForm(site, ...whatIsWrong(text, names));
      return undefined;
    }
    if (text !== site.text) {
      this.#reportForm(site, 'it has blanks inside the braces', [printReference(reference)]);
      return undefined;
    }
    const node = names.find(reference.id);
    return node ? this.#take(living(node), reference, site) : this.#reportUnknown(reference.id, site);
  }

  /** What a step takes, for the runtime, which fills it in when a worker takes the step. */
  inputsOf(step: Step): readonly ProtoInput[] | undefined {
    const inputs = this.#inputs.get(step);
    return inputs && [...inputs.values()];
  }

  #take(node: Node, { id, path }: OutputReference, site: ReferenceSite): string | undefined {
    const owner = this.outputs.of(node);
    if (owner.is === 'several') {
      const reason = `${quote(id)} ends with several steps, and it is not said whose output is meant`;
      const facts = { key: site.key, reason, near: owner.steps.map((each) => site.names.nameOf(each)) };
      this.cooking.context.reporter.report('GT3032', facts, this.#place(site));
      return undefined;
    }
    if (owner.is === 'step' && !this.#fits(owner.schema, path, site)) return undefined;
    const { taker } = site;
    if (taker && !this.#isBefore(owner.is === 'step' ? owner.step : owner.node, taker, id, site)) {
      return undefined;
    }
    // A step that is not there has put out nothing.
    if (owner.is === 'gone' || owner.isRemoved) return '';
    const reference = printReference({ id: owner.step.id, path });
    if (taker) {
      const inputs = this.#inputs.get(taker) ?? new Map<string, ProtoInput>();
      this.#inputs.set(taker, inputs);
      inputs.set(reference, { step: owner.step.id, ...(path.length > 0 && { path: path.join('.') }) });
    }
    return reference;
  }

  /** False when it cannot be; what is not seen at once is left for `reportMissingOrder`. */
  #isBefore(from: Node, taker: Step, name: string, site: ReferenceSite): boolean {
    if (from === living(taker)) {
      this.#reportOrder(site, taker, 'that is its own output', undefined);
      return false;
    }
    if (this.#ancestry.isJustBefore(from, living(taker))) return true;
    const uses = this.#far.get(from) ?? [];
    this.#far.set(from, uses);
    uses.push({ site, taker, name });
    return true;
  }

  #fits(schema: object | undefined, path: readonly string[], site: ReferenceSite): boolean {
    const at = schema && typeAt(schema, path);
    if (!at || 'type' in at) return true;
    const { written, key } = site;
    const found = missingField(at.missing, path, written.slice(0, -2), { start: 0, end: written.length - 2 });
    const near = (found.near ?? []).map((each) => `${each}}}`);
    this.cooking.context.reporter.report('GT3026', { key, reason: found.message, near }, this.#place(site));
    return false;
  }

  /** Report the steps that take what may not be there yet. Once all texts are filled. */
  reportMissingOrder(): void {
    for (const [node, uses] of this.#far) {
      const isBehind = this.#ancestry.behind(node);
      for (const { site, taker, name } of uses) {
        if (isBehind(living(taker)) || this.#mayWait(living(taker))) continue;
        const isAfter = this.#ancestry.isJustBefore(living(taker), node) === true;
        const reason = isAfter ? `${quote(name)} comes after it` : `it does not wait for ${quote(name)}`;
        this.#reportOrder(site, taker, reason, isAfter ? undefined : name);
      }
    }
  }

  /** A need that names no step has been reported, and might have been the one. */
  #mayWait(node: Node): boolean {
    const { cooking } = this;
    if (cooking.lacksSteps) return true;
    this.#lacksNeeds ??= [...stepsOf(cooking.roots)].some(lacksNeed);
    return this.#lacksNeeds && [...this.#ancestry.before(node)].some(lacksNeed);
  }

  #reportForm(site: ReferenceSite, reason: string, near: readonly string[]): void {
    const facts = { reference: site.written, reason, near };
    this.cooking.context.reporter.report('GT3030', facts, this.#place(site));
  }

  #reportOrder(site: ReferenceSite, { table }: Step, reason: string, need: string | undefined): void {
    const facts = { reference: site.written, step: table.id, reason, need };
    this.cooking.context.reporter.report('GT3031', facts, this.#place(site));
  }

  #reportUnknown(name: string, site: ReferenceSite): undefined {
    if (this.cooking.lacksSteps) return;
    const { reporter } = this.cooking.context;
    const facts = {
      step: site.taker ? `step ${JSON.stringify(site.taker.table.id)}` : 'an argument',
      key: site.key,
      name,
      get near() {
        return reporter.near(name, site.names.known());
      },
    };
    reporter.report('GT3001', facts, this.#place(site));
  }

  #place({ span, related }: ReferenceSite): { span: Span | undefined; related: ReferenceSite['related'] } {
    return { span: span(), related };
  }
}

const lacksNeed = (node: Node): boolean =>
  node.needs.some((need) => !('node' in need) && !need.names.find(need.name));

/** What `steps.…` lacks to be a reference, and what was perhaps meant. */
function whatIsWrong(text: string, names: Names): [reason: string, near: string[]] {
  if (text.includes('{{')) return ['a variable cannot name a step or a field', []];
  const parts = text.split('.').slice(1);
  if (parts.includes('')) return ['a name between its dots is missing', []];
  const at = parts.findIndex((part, index) => index > 0 && suggest(part, ['output']).length > 0);
  if (at > 0) {
    const near = printReference({ id: parts.slice(0, at).join('.'), path: parts.slice(at + 1) });
    return [`${quote(parts[at] ?? '')} is not "output"`, [near]];
  }
  const ids = parts.map((_, index) => parts.slice(0, index + 1).join('.'));
  const known = ids.findLastIndex((id) => names.find(id));
  if (known === -1 || known === parts.length - 1) return ['it does not say ".output"', []];
  const reference = { id: ids[known] ?? '', path: parts.slice(known + 1) };
  return ['".output" is missing behind the id', [printReference(reference)]];
}
