import { type CompileOptions, compile } from '../compile.js';
import { renderHuman } from '../diagnostics/human.js';
import type { Protomolecule, ProtoStep } from '../emit/protomolecule.js';
import type { Candidate } from '../host.js';
import { tieredHost } from './tiered-host.js';

/** What cooking came to, in forms that a test can state whole. */
export interface Cooked {
  /** `id <- need, need in container`, of every step in order, then of every barrier. */
  readonly order: readonly string[];
  /** The findings as a person sees them; empty when there are none. */
  readonly findings: string;
  /** @throws Error when there is none, with the findings. */
  readonly protomolecule: Protomolecule;
  readonly hasErrors: boolean;
  /** @throws Error when no step has that id. */
  readonly step: (id: string) => ProtoStep;
}

/**
 * Cook the first of `files` (see `tieredHost`; a single text is the formula `main`). Each begins with a
 * first line `formula = NAME` that need not be written; the indentation that all lines share does not count.
 */
export async function cookText(
  files: string | Readonly<Record<string, string>>,
  options: Omit<CompileOptions, 'values'> & { readonly values?: Readonly<Record<string, string>> } = {},
): Promise<Cooked> {
  const named = typeof files === 'string' ? { main: files } : files;
  const host = tieredHost(
    Object.fromEntries(Object.entries(named).map(([key, text]) => [key, whole(key, text)])),
  );
  const [first] = Object.keys(named);
  const name = first?.replace(/^[a-z]+:/, '').replace(/\.formula\.\w+$/, '') ?? '';
  const { values = {}, ...others } = options;
  const { protomolecule, diagnostics, errors } = await compile(host.candidates(name)[0] as Candidate, host, {
    ...others,
    values: new Map(Object.entries(values)),
  });
  const findings = renderHuman(diagnostics);
  const cooked = (): Protomolecule => {
    if (!protomolecule) throw new Error(findings);
    return protomolecule;
  };
  return {
    order: protomolecule ? [...protomolecule.steps, ...protomolecule.barriers].map(line) : [],
    findings,
    get protomolecule() {
      return cooked();
    },
    hasErrors: errors > 0,
    step: (id) => {
      const step = cooked().steps.find((each) => each.id === id);
      if (!step) throw new Error(`no step ${id}`);
      return step;
    },
  };
}

function line({ id, needs, container }: Pick<ProtoStep, 'id' | 'needs' | 'container'>): string {
  const waits = needs.length > 0 ? ` <- ${needs.join(', ')}` : '';
  return `${id}${waits}${container === undefined ? '' : ` in ${container}`}`;
}

function whole(key: string, text: string): string {
  if (/\.(?:json|md|txt)$/.test(key)) return text;
  const isFormula = !key.startsWith('overlay:');
  const lines = text.replace(/^\n/, '').replace(/\n *$/, '\n').split('\n');
  const indents = lines.filter((each) => each.trim() !== '').map((each) => each.search(/\S/));
  const indent = Math.min(...indents, Number.MAX_SAFE_INTEGER);
  const body = lines.map((each) => each.slice(indent)).join('\n');
  const name = key.replace(/^[a-z]+:/, '').replace(/\.formula\.toml$/, '');
  return !isFormula || /^formula\s*=/m.test(body) ? body : `formula = "${name}"\n${body}`;
}
