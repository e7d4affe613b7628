import { isoMoment } from '../../runtime/beads/dates.js';
import { resolveBead } from '../../runtime/beads/resolve.js';
import { fail } from '../../runtime/failure/failure.js';
import { openByHand, setFlag } from '../../runtime/gate/by-hand.js';
import type { Scalar } from '../../runtime/ledger/molecule.js';
import { keyAndValue, wholeNumber } from '../choices.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode } from '../exit.js';
import { writeChanged } from '../output/changed.js';
import { counted } from '../output/counted.js';
import { toJson } from '../output/json.js';
import { table } from '../output/table.js';
import { type LedgerOptions, withLedger } from '../session.js';

export type GateOptions = LedgerOptions;

export interface OpenGateOptions extends LedgerOptions {
  readonly gate?: string;
  readonly reason?: string;
}

/** How many gates are shown. */
const MOST = 1_000;

/** `gt gate list`. */
export async function listGates(options: GateOptions, environment: Environment): Promise<ExitCode> {
  return withLedger(options, environment, async (session) => {
    const { stdout, stderr } = environment;
    const gates = await session.read((view) =>
      view.armedGates(MOST).map(({ n, at, gate, dueAt, askedAt, finding }) => ({
        step: view.idOf(n) ?? '',
        gate: at,
        type: gate.type,
        awaits: gate.id ?? gate.condition ?? null,
        approvers: gate.approvers ?? [],
        until: dueAt === null ? null : isoMoment(dueAt),
        on_timeout: gate.timeout === undefined || gate.type === 'timer' ? null : (gate.on_timeout ?? 'fail'),
        asked: askedAt === null ? null : isoMoment(askedAt),
        finding,
      })),
    );
    if (options.json) stdout.write(toJson(gates));
    else if (gates.length === 0) stderr.write('no gate is asked now\n');
    else
      stdout.write(
        table(
          gates.map(({ step, gate, type, awaits, until, finding }) => ({
            cells: [step, String(gate), type, awaits ?? '', until ?? '', finding ?? ''],
          })),
          stdout.width,
        ),
      );
    return EXIT.ok;
  });
}

/** `gt gate open`. */
export async function openGateOf(
  id: string,
  options: OpenGateOptions,
  environment: Environment,
): Promise<ExitCode> {
  const at = options.gate === undefined ? undefined : wholeNumber('--gate', options.gate);
  return withLedger(options, environment, async (session) => {
    const change = await session.change((turn) => {
      const bead = resolveBead(turn.tx, id);
      openByHand(turn, bead, at, options.reason ?? `${turn.actor} opened it`);
      return [bead.n];
    });
    await writeChanged(session, change, options, environment);
    return EXIT.ok;
  });
}

/** `gt gate set`. */
export async function setFlagOf(
  id: string,
  pair: string,
  options: GateOptions,
  environment: Environment,
): Promise<ExitCode> {
  const [name, text] = keyAndValue('flag', pair);
  return withLedger(options, environment, async (session) => {
    const change = await session.change((turn) => {
      const root = resolveBead(turn.tx, id);
      if (!turn.tx.molecule(root.n)) fail('GT8201', { id: root.id });
      setFlag(turn, root, name, scalarOf(text));
      return [root.n];
    });
    await writeChanged(session, change, options, environment);
    return EXIT.ok;
  });
}

function scalarOf(text: string): Scalar {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
}

/** `gt gate check`. Gates that could not be asked make it fail: nothing is known of them. */
export async function checkGates(options: GateOptions, environment: Environment): Promise<ExitCode> {
  return withLedger(options, environment, async (session) => {
    const { stdout, stderr } = environment;
    const swept = await session.sweep({ github: true });
    const { asked, opened, spawned, problems } = swept;
    if (options.json) stdout.write(toJson(swept));
    else {
      const attached = spawned > 0 ? `, attached ${counted(spawned, 'instance', 'instances')}` : '';
      stdout.write(`asked ${counted(asked, 'gate', 'gates')}, ${opened} of them opened${attached}\n`);
    }
    for (const problem of problems) stderr.write(`error: a gate could not be asked: ${problem}\n`);
    return problems.length > 0 ? EXIT.environment : EXIT.ok;
  });
}
