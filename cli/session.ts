import { basename, join, resolve } from 'node:path';
import type { CheckResult } from '../runtime/check/run-check.js';
import { standsAt } from '../runtime/formulas/file-failure.js';
import type { Swept } from '../runtime/gate/sweep.js';
import type { Ledger, View } from '../runtime/ledger/contract.js';
import { findLedger, ledgerFolders } from '../runtime/ledger/find.js';
import { LEDGER_FILE, openLedger } from '../runtime/ledger/open.js';
import type { Engine } from '../runtime/step/engine.js';
import type { Turn } from '../runtime/step/turn.js';
import { actorOf } from './actor.js';
import type { Environment } from './environment.js';
import type { ExitCode } from './exit.js';

/** The options of every command that opens a ledger. */
export interface LedgerOptions {
  readonly ledger?: string;
  readonly actor?: string;
  readonly json?: boolean;
}

/** An open ledger, and in whose name it is changed. */
export interface Session {
  /** One snapshot. */
  read<T>(work: (view: View) => T): Promise<T>;
  /** One transaction. A command makes one at the most, so that many commands can be made one (`bd batch`). */
  change<T>(work: (turn: Turn) => T): Promise<Change<T>>;
  /** The same; with `isDry`, all of it is done and then given up. */
  attempt<T>(isDry: boolean, work: (turn: Turn) => T): Promise<Change<T>>;
  /** Do what time does, and ask the gates that open by themselves. */
  sweep(options: { readonly github: boolean }): Promise<Swept>;
  /** Run the check of a step that waits for it. */
  verify(id: string, options: { readonly trust: boolean }): Promise<CheckResult | undefined>;
  /** When the command began; milliseconds since 1970. */
  readonly now: number;
  /** Who makes the changes. */
  actor(): string;
}

/** What a transaction came to. */
export interface Change<T> {
  readonly result: T;
  /** The beads that are ready because of it. */
  readonly readied: ReadonlySet<number>;
  /** It was given up at its end, as was asked. */
  readonly isDry: boolean;
}

/** Open the ledger that a command works on, do its work, and close it again. */
export async function withLedger(
  options: LedgerOptions,
  environment: Environment,
  work: (session: Session) => Promise<ExitCode>,
): Promise<ExitCode> {
  if (environment.session) return work(environment.session);
  const ledger = await openLedger(await rebuiltFolder(options, environment));
  try {
    return await work(new OpenSession(ledger, options, environment));
  } finally {
    ledger.close();
  }
}

/**
 * The folder of the ledger: what `--ledger` or BEADS_DIR name, which may be a `.beads` or what has one in it, else the
 * nearest. Throws GT8001.
 */
export function ledgerFolder({ ledger }: LedgerOptions, { surroundings, variable }: Environment): string {
  const named = ledger ?? (variable('BEADS_DIR') || undefined);
  if (named === undefined) return findLedger(surroundings);
  if (named === ':memory:') return named;
  const folder = resolve(surroundings.cwd, named);
  const inside = join(folder, '.beads');
  return standsAt(join(inside, LEDGER_FILE)) ? inside : folder;
}

/**
 * The same; a ledger that is not there is first made from its issues.jsonl where that is, as in a fresh clone.
 */
export async function rebuiltFolder(options: LedgerOptions, environment: Environment): Promise<string> {
  const { surroundings, variable, stderr, clock } = environment;
  const named = options.ledger ?? (variable('BEADS_DIR') || undefined);
  if (named === ':memory:') return named;
  const folders =
    named === undefined
      ? ledgerFolders(surroundings)
      : [join(resolve(surroundings.cwd, named), '.beads'), resolve(surroundings.cwd, named)];
  for (const folder of folders) {
    if (standsAt(join(folder, LEDGER_FILE))) return folder;
    if (!standsAt(join(folder, 'issues.jsonl'))) continue;
    const { rebuildLedger } = await import('../runtime/exchange/rebuild.js');
    const outside = { clock, env: variable, fileExists: () => undefined };
    const { created, rejected } = await rebuildLedger(folder, {
      actor: actorOf(options.actor, environment),
      outside,
    });
    const lost = rejected.length > 0 ? `; ${rejected.length} lines are kept aside` : '';
    stderr.write(`made the ledger from issues.jsonl (beads: ${created.length}${lost})\n`);
    return folder;
  }
  return ledgerFolder(options, environment);
}

/**
 * Begin the ledger that `--ledger` names where there is none: what runs in CI has no `.beads` of its own (R17). Only what makes
 * a molecule does; for all else, a ledger that is not there is a mistake. A dry run has one in memory instead. Gives where it is.
 */
export async function beginNamedLedger(
  { ledger }: LedgerOptions,
  environment: Environment,
  isDry = false,
): Promise<string | undefined> {
  if (ledger === undefined || ledger === ':memory:') return ledger;
  const folder = resolve(environment.surroundings.cwd, ledger);
  const places = [join(folder, '.beads'), folder];
  if (places.some((place) => standsAt(join(place, LEDGER_FILE)) || standsAt(join(place, 'issues.jsonl'))))
    return ledger;
  if (isDry) return ':memory:';
  const { mkdirSync } = await import('node:fs');
  const { FileFailure, reasonOf } = await import('../runtime/formulas/file-failure.js');
  const { prefixOf } = await import('../runtime/ledger/init.js');
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new FileFailure('write', ledger, reasonOf(error));
  }
  (await openLedger(folder, { create: { prefix: prefixOf(basename(folder)) } })).close();
  return ledger;
}

/** The session of one command, or of all of a batch. */
export class OpenSession implements Session {
  readonly now: number;
  #engine: Engine | undefined;
  #actor: string | undefined;

  constructor(
    readonly ledger: Ledger,
    readonly options: LedgerOptions,
    readonly environment: Environment,
  ) {
    this.now = environment.clock();
  }

  read<T>(work: (view: View) => T): Promise<T> {
    return this.ledger.read(work);
  }

  async change<T>(work: (turn: Turn) => T): Promise<Change<T>> {
    const actor = this.actor();
    const engine = await this.#loadEngine();
    // The set is filled up to the end of the transaction, when all that follows from the work has been done.
    const change = await engine.change(actor, (turn) => ({ result: work(turn), readied: turn.readied }));
    const { spawnAll } = await import('../runtime/molecule/spawn.js');
    const spawned = await spawnAll(engine, actor);
    return { ...change, readied: new Set([...change.readied, ...spawned.readied]), isDry: false };
  }

  async attempt<T>(isDry: boolean, work: (turn: Turn) => T): Promise<Change<T>> {
    if (!isDry) return this.change(work);
    const actor = this.actor();
    const engine = await this.#loadEngine();
    const { settle } = await import('../runtime/step/settle.js');
    return engine.rehearse(actor, (turn) => {
      const result = work(turn);
      settle(turn);
      return { result, readied: turn.readied, isDry: true };
    });
  }

  async sweep({ github }: { readonly github: boolean }): Promise<Swept> {
    const engine = await this.#loadEngine();
    const { sweep } = await import('../runtime/gate/sweep.js');
    const { runIn } = await import('../runtime/gate/github.js');
    const run = github ? runIn(this.environment.surroundings.cwd) : undefined;
    return sweep(engine, { actor: this.actor(), run });
  }

  async verify(id: string, { trust }: { readonly trust: boolean }): Promise<CheckResult | undefined> {
    const engine = await this.#loadEngine();
    const { verify } = await import('../runtime/check/verify.js');
    const { surroundings, variables } = this.environment;
    return verify(engine, id, { actor: this.actor(), folder: surroundings.cwd, env: variables, trust });
  }

  actor(): string {
    this.#actor ??= actorOf(this.options.actor, this.environment);
    return this.#actor;
  }

  /** Commands that only read do without. */
  async #loadEngine(): Promise<Engine> {
    if (this.#engine) return this.#engine;
    const { Engine } = await import('../runtime/step/engine.js');
    this.#engine = new Engine(this.ledger, {
      clock: this.environment.clock,
      env: this.environment.variable,
      // Only workers have worktrees.
      fileExists: () => undefined,
    });
    return this.#engine;
  }
}
