/** What a column holds. Flags are 0 and 1, tables are JSON; `table.ts` turns them into what the contract says. */
export type Value = string | number | null;

export type Row = Readonly<Record<string, Value>>;

/** What both drivers have in common and this program uses of them. */
export interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  function(name: string, options: { readonly deterministic: true }, run: (text: string) => string): void;
  readonly isTransaction: boolean;
  close(): void;
}

export interface Statement {
  run(...values: readonly Value[]): {
    readonly changes: number | bigint;
    readonly lastInsertRowid: number | bigint;
  };
  get(...values: readonly Value[]): Row | undefined;
  all(...values: readonly Value[]): Row[];
}

interface Module {
  readonly DatabaseSync: new (
    path: string,
    options: { readonly timeout?: number; readonly open?: boolean },
  ) => Database;
}

/** `node` is Node's own, `package` the same API for a Node that has none. */
export type DriverName = 'node' | 'package';

export interface Driver {
  readonly name: DriverName;
  /** Throws what `SqliteRefusal.of` takes. */
  open(path: string): Database;
}

/** Node's own SQLite where it has it, else the package. */
export async function loadDriver(name?: DriverName): Promise<Driver> {
  const own = name === 'package' ? undefined : nodeModule();
  if (own) return driver('node', own);
  if (name === 'node') throw new Error('this Node has no SQLite of its own');
  return driver('package', (await import('@photostructure/sqlite')) as unknown as Module);
}

const driver = (name: DriverName, { DatabaseSync }: Module): Driver => ({
  name,
  // SQLite does not wait for locks itself, the whole process standing still meanwhile: `patience.ts` does.
  open: (path) => new DatabaseSync(path, { timeout: 0 }),
});

/** Undefined where Node has none, or one from before it told whether a transaction is open (22.16). */
function nodeModule(): Module | undefined {
  const found = withoutItsWarning(() => process.getBuiltinModule('node:sqlite')) as Module | undefined;
  return found && 'isTransaction' in new found.DatabaseSync(':memory:', { open: false }) ? found : undefined;
}

/** Node 22 says on stderr that its SQLite is experimental, once; whatever else it says is heard. */
function withoutItsWarning<T>(load: () => T): T {
  const emit = process.emitWarning;
  process.emitWarning = ((warning: string | Error, ...rest: unknown[]) => {
    if (rest[0] === 'ExperimentalWarning' && String(warning).startsWith('SQLite')) return;
    Reflect.apply(emit, process, [warning, ...rest]);
  }) as typeof emit;
  try {
    return load();
  } finally {
    process.emitWarning = emit;
  }
}
