import { checkTitle } from '../../runtime/beads/fields.js';
import { resolveBead, resolveNumber } from '../../runtime/beads/resolve.js';
import { addToConvoy, closeConvoy, createConvoy } from '../../runtime/convoy/change.js';
import { convoysIn } from '../../runtime/convoy/convoy.js';
import { resolveConvoy } from '../../runtime/convoy/find.js';
import { convoyStatus } from '../../runtime/convoy/status.js';
import { parseIdentity, printIdentity } from '../../runtime/town/identity.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode } from '../exit.js';
import { convoyJson, convoyPage, convoyTable } from '../output/convoy.js';
import { toJson } from '../output/json.js';
import { type LedgerOptions, withLedger } from '../session.js';

export interface ConvoyCreateOptions extends LedgerOptions {
  /** True where no address is given. */
  readonly notify?: string | true;
  readonly human?: boolean;
}

export interface ConvoyListOptions extends LedgerOptions {
  readonly all?: boolean;
}

export interface ConvoyCloseOptions extends LedgerOptions {
  readonly reason?: string;
}

/** Who is told where `--notify` names nobody. */
const USUAL_ADDRESS = 'mayor/';

/** `gt convoy create`: track these together. */
export async function create(
  given: string,
  ids: readonly string[],
  { notify, human, ...options }: ConvoyCreateOptions,
  environment: Environment,
): Promise<ExitCode> {
  const name = checkTitle(given);
  const address = notify === true ? USUAL_ADDRESS : notify;
  const told = [
    ...(address === undefined ? [] : [printIdentity(parseIdentity(address))]),
    ...(human ? ['human'] : []),
  ];
  return withLedger(options, environment, async (session) => {
    const { result: n } = await session.change((turn) => {
      const tracked = ids.map((id) => resolveNumber(turn.tx, id));
      return createConvoy(turn, { name, tracked, notify: told }).n;
    });
    const made = await session.read((view) =>
      convoyStatus(view, resolveBead(view, view.idOf(n) ?? ''), session.now),
    );
    const { stdout } = environment;
    const { bead, closed, total } = made;
    if (options.json) stdout.write(toJson(convoyJson(made)));
    else stdout.write(`${bead.id} tracks ${total}${closed > 0 ? `, of which ${closed} have closed` : ''}\n`);
    return EXIT.ok;
  });
}

/** `gt convoy add`: track these too. */
export async function add(
  name: string,
  ids: readonly string[],
  options: LedgerOptions,
  environment: Environment,
): Promise<ExitCode> {
  return withLedger(options, environment, async (session) => {
    const { result } = await session.change((turn) => {
      const convoy = resolveConvoy(turn.tx, name);
      const tracked = ids.map((id) => resolveNumber(turn.tx, id));
      const { added, isReopened } = addToConvoy(turn, convoy, tracked);
      return { id: convoy.id, added: added.map((n) => turn.idOf(n) ?? ''), isReopened };
    });
    const { id, added, isReopened } = result;
    const { stdout } = environment;
    if (options.json) stdout.write(toJson({ id, added, is_reopened: isReopened }));
    else {
      const what = added.length === 0 ? 'tracks all of that already' : `tracks ${added.join(', ')} too`;
      stdout.write(`${id} ${what}${isReopened ? ', and is open again' : ''}\n`);
    }
    return EXIT.ok;
  });
}

/** `gt convoy close`: give it up. */
export async function close(
  name: string,
  options: ConvoyCloseOptions,
  environment: Environment,
): Promise<ExitCode> {
  return withLedger(options, environment, async (session) => {
    const { result } = await session.change((turn) => {
      const convoy = resolveConvoy(turn.tx, name);
      const { outcome } = closeConvoy(turn, convoy, options.reason);
      return { id: convoy.id, outcome };
    });
    const { stdout } = environment;
    stdout.write(options.json ? toJson(result) : `${result.id} is closed: ${result.outcome}\n`);
    return EXIT.ok;
  });
}

/** `gt convoy list`. */
export async function list(options: ConvoyListOptions, environment: Environment): Promise<ExitCode> {
  return withLedger(options, environment, async (session) => {
    const convoys = await session.read((view) =>
      convoysIn(view, { closed: options.all === true }).map((bead) => convoyStatus(view, bead, session.now)),
    );
    const { stdout, stderr } = environment;
    if (options.json) stdout.write(toJson(convoys.map(convoyJson)));
    else if (convoys.length > 0) stdout.write(convoyTable(convoys, stdout));
    else stderr.write(options.all ? 'no convoys\n' : 'no open convoys\n');
    return EXIT.ok;
  });
}

/** `gt convoy status`. */
export async function status(
  name: string,
  options: LedgerOptions,
  environment: Environment,
): Promise<ExitCode> {
  return withLedger(options, environment, async (session) => {
    const found = await session.read((view) => convoyStatus(view, resolveConvoy(view, name), session.now));
    const { stdout } = environment;
    stdout.write(options.json ? toJson(convoyJson(found)) : convoyPage(found, stdout));
    return EXIT.ok;
  });
}
