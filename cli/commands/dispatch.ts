import { spawn } from 'node:child_process';
import { mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { tellCapacity } from '../../runtime/dispatch/capacity.js';
import type { Pass } from '../../runtime/dispatch/dispatcher.js';
import { loop } from '../../runtime/dispatch/loop.js';
import { dispatcherOfTown, holdTown } from '../../runtime/dispatch/town-lock.js';
import { fail } from '../../runtime/failure/failure.js';
import { findTown, TOWN_PATHS } from '../../runtime/town/index.js';
import { type DispatchOptions, dispatcherOf, leaseOf, most } from '../dispatching.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode } from '../exit.js';
import { toJson } from '../output/json.js';
import type { LedgerOptions } from '../session.js';
import { withYard } from '../yard.js';

export interface DispatchCommandOptions extends LedgerOptions, DispatchOptions {
  readonly watch?: boolean;
}

/** `gt dispatch`: send polecats to all that is ready, once or for as long as it runs. */
export async function dispatch(options: DispatchCommandOptions, environment: Environment): Promise<ExitCode> {
  const { stdout, stderr } = environment;
  return withYard(options, environment, async (open) => {
    const hold = await holdTown(open.yard.town);
    try {
      const dispatcher = dispatcherOf(open, options, environment);
      tellCapacity(open.yard.town, most(options.max));
      const tell = async (pass: Pass): Promise<void> => {
        const text = await open.engine.read((view) => {
          const name = (n: number): string => view.idOf(n) ?? String(n);
          const started = pass.decisions.flatMap((each) => (each.do === 'start' ? name(each.lane) : []));
          const waits = pass.decisions.flatMap((each) =>
            each.do === 'wait' ? { id: name(each.lane), reason: each.reason } : [],
          );
          const reaped = pass.reaped.map(name);
          if (options.json) return toJson({ started, waits, reaped, problems: pass.problems });
          return [
            ...reaped.map((id) => `${id}: its supervisor is gone; its steps are ready again\n`),
            ...started.map((id) => `${id}: a polecat is sent\n`),
            ...(options.watch ? [] : waits.map(({ id, reason }) => `${id}: waits; ${reason}\n`)),
          ].join('');
        });
        if (!options.watch || !options.json || pass.decisions.length + pass.reaped.length > 0)
          stdout.write(text);
        for (const problem of pass.problems) stderr.write(`${problem}\n`);
      };
      if (!options.watch) {
        await tell(await dispatcher.pass());
        return EXIT.ok;
      }
      const stop = new AbortController();
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
      await loop({
        engine: open.engine,
        dispatcher,
        signal: stop.signal,
        onTrouble: (error) => stderr.write(`${error.message}\n`),
        after: async (pass) => {
          await tell(pass);
          return false;
        },
      });
      return EXIT.ok;
    } finally {
      hold.release();
    }
  });
}

/** How long a daemon may take to begin or to end, and between two looks; milliseconds. */
const PATIENCE = 20_000;
const LOOK = 50;

/** `gt start`: the dispatcher of the town, in the background. */
export async function start(
  options: LedgerOptions & DispatchOptions,
  environment: Environment,
): Promise<ExitCode> {
  const town = findTown(environment.surroundings);
  const { stdout, programs, variables } = environment;
  // What is wrong with them is told here, and not in a log.
  most(options.max);
  if (options.lease !== undefined) leaseOf(options.lease);
  const running = await dispatcherOfTown(town);
  if (running) {
    stdout.write(
      options.json
        ? toJson({ pid: running.pid ?? null, is_new: false })
        : `the dispatcher runs already${said(running.pid)}\n`,
    );
    return EXIT.ok;
  }
  const log = join(town.root, TOWN_PATHS.daemon, 'dispatcher.log');
  mkdirSync(dirname(log), { recursive: true });
  const file = openSync(log, 'a', 0o600);
  const { max, driver, lease, trust, ledger } = options;
  const given = [
    ...(max === undefined ? [] : ['--max', max]),
    ...(driver === undefined ? [] : ['--driver', driver]),
    ...(lease === undefined ? [] : ['--lease', lease]),
    ...(trust ? ['--trust'] : []),
    ...(ledger === undefined ? [] : ['--ledger', ledger]),
  ];
  const child = spawn(process.execPath, [join(programs, 'gt.cjs'), 'dispatch', '--watch', ...given], {
    cwd: town.root,
    env: { ...variables, GT_TOWN_ROOT: town.root },
    detached: true,
    stdio: ['ignore', file, file],
  });
  let ended: number | null | undefined;
  child.once('exit', (code) => {
    ended = code;
  });
  child.unref();
  for (const end = performance.now() + PATIENCE; performance.now() < end; await wait(LOOK)) {
    if (ended !== undefined) break;
    const found = await dispatcherOfTown(town);
    if (!found) continue;
    stdout.write(
      options.json
        ? toJson({ pid: found.pid ?? null, is_new: true })
        : `the dispatcher runs${said(found.pid)}\n`,
    );
    return EXIT.ok;
  }
  return fail('GT8912', { log });
}

/** `gt shutdown`: end it. Polecats that are at work go on, and what they have is theirs. */
export async function shutdown(options: LedgerOptions, environment: Environment): Promise<ExitCode> {
  const town = findTown(environment.surroundings);
  const { stdout } = environment;
  const running = await dispatcherOfTown(town);
  if (!running) {
    stdout.write(options.json ? toJson({ was_running: false }) : 'no dispatcher runs\n');
    return EXIT.ok;
  }
  if (running.pid === undefined) return fail('GT8913', { town: town.name });
  process.kill(running.pid, 'SIGTERM');
  for (const end = performance.now() + PATIENCE; performance.now() < end; await wait(LOOK))
    if (!(await dispatcherOfTown(town))) {
      stdout.write(
        options.json ? toJson({ was_running: true }) : 'the dispatcher has ended; who is at work goes on\n',
      );
      return EXIT.ok;
    }
  return fail('GT8914', { pid: running.pid });
}

const said = (pid: number | undefined): string => (pid === undefined ? '' : ` as process ${pid}`);
