import type { Standing } from '../../runtime/dispatch/progress.js';
import type { View } from '../../runtime/ledger/contract.js';
import { digestIn } from '../../runtime/molecule/digest-in.js';
import { squash } from '../../runtime/molecule/squash.js';
import { type Why, why } from '../../runtime/ready/why.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode } from '../exit.js';
import { toJson } from '../output/json.js';
import { digestText } from '../output/mol/digest-page.js';
import type { OpenYard } from '../yard.js';
import type { RunOptions } from './run-begin.js';
import { writeJunit } from './run-junit.js';

/** How many steps that wait are told of. */
const TOLD = 5;

/** Say how it ended: its digest, or what keeps it. */
export async function endRun(
  { n, id }: { readonly n: number; readonly id: string },
  standing: Standing,
  options: RunOptions,
  environment: Environment,
  { engine, session }: OpenYard,
): Promise<ExitCode> {
  const { stdout, stderr } = environment;
  const { junit, json } = options;
  if (junit !== undefined) await engine.read((view) => writeJunit(view, n, junit, environment));
  if (standing.is === 'ended' && options.squash)
    await engine.change(session.actor(), (turn) => squash(turn, n));
  const { digest, waiting, trouble } = await engine.read((view) => ({
    digest: digestOf(view, n),
    waiting: standing.is === 'ended' ? [] : waitingIn(view, n),
    trouble: view.lanes({ root: n }).flatMap((lane) => lane.trouble ?? []),
  }));
  const outcome = standing.is === 'ended' ? standing.outcome : standing.is;
  if (json) stdout.write(toJson({ id, outcome, ...(digest && { digest }), waiting, trouble }));
  else {
    stdout.write(`${id} ${told(standing, id)}\n`);
    for (const { id: step, message } of waiting) stdout.write(`  ${step}: ${message}\n`);
    if (digest) stdout.write(`\n${digestText(digest, stdout)}`);
    for (const each of trouble) stderr.write(`left as it is: ${each}\n`);
  }
  return outcome === 'pass' ? EXIT.ok : EXIT.findings;
}

function told(standing: Standing, id: string): string {
  if (standing.is === 'ended') return `ended: ${standing.outcome}`;
  if (standing.is === 'stalled') return `cannot go on: ${standing.reason}`;
  return `is not followed any more; "gt run --resume ${id}" goes on with it`;
}

function digestOf(view: View, n: number) {
  const root = view.bead(n);
  return root && digestIn(root);
}

const waitingIn = (view: View, n: number): Why[] =>
  view
    .beads({ molecule: n, states: ['blocked', 'gated', 'held'], ephemeral: 'include', limit: TOLD })
    .map((bead) => why(view, bead));
