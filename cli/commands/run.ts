import { Deferring } from '../../runtime/dispatch/deferring.js';
import { loop } from '../../runtime/dispatch/loop.js';
import { newsOf, type Standing, standingOf } from '../../runtime/dispatch/progress.js';
import { dispatcherOf } from '../dispatching.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode, UsageError } from '../exit.js';
import { LiveView } from '../output/live-view.js';
import { type OpenYard, withAnyYard } from '../yard.js';
import { beginRun, type RunOptions } from './run-begin.js';
import { endRun } from './run-end.js';

/** `gt run`: pour a formula, send polecats, and follow it to its end. The exit code says how it ended. */
export async function runFormula(
  name: string | undefined,
  options: RunOptions,
  environment: Environment,
): Promise<ExitCode> {
  if ((name === undefined) === (options.resume === undefined))
    throw new UsageError('name a formula to run, or a molecule that goes on with --resume');
  return withAnyYard(options, environment, async (open, rig) => {
    const begun = await beginRun(name, rig, options, environment, open);
    if (!begun) return EXIT.findings;
    if (!options.json) environment.stdout.write(`${begun.id} begins${rig === null ? '' : ` in ${rig}`}\n`);
    const standing = await follow(begun, options, environment, open);
    return endRun(begun, standing, options, environment, open);
  });
}

/** Dispatch until it has ended or nothing goes on by itself. SIGINT ends that; whoever is at a step finishes it. */
async function follow(
  { n, id }: { readonly n: number; readonly id: string },
  options: RunOptions,
  environment: Environment,
  open: OpenYard,
): Promise<Standing> {
  const { engine, yard } = open;
  const { stdout, stderr } = environment;
  const dispatcher = dispatcherOf(open, options, environment);
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, onSignal);
  const live = new LiveView(n, stdout, options.json === true);
  let seen = 0;
  let standing: Standing = { is: 'going' };
  await loop({
    engine,
    dispatcher: new Deferring(yard.town, dispatcher, (pid) => stderr.write(otherText(pid, options))),
    signal: stop.signal,
    onTrouble: (error) => stderr.write(`${error.message}\n`),
    after: async ({ problems }) => {
      for (const problem of problems) stderr.write(`${problem}\n`);
      return engine.read((view) => {
        const news = newsOf(view, id, seen);
        seen = news.at(-1)?.seq ?? seen;
        live.show(view, news);
        standing = standingOf(view, n);
        if (standing.is === 'going' || dispatcher.atWork > 0) return false;
        // What has ended is followed until its worktrees are gone, or have to stay.
        return standing.is === 'stalled' || view.lanes({ root: n }).every(({ trouble }) => trouble !== null);
      });
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, onSignal);
  return standing;
}

/** The dispatcher of the town does as it was told when it was begun. */
function otherText(pid: number | undefined, { max, driver, lease, trust }: RunOptions): string {
  const given = { '--max': max, '--driver': driver, '--lease': lease, '--trust': trust };
  const idle = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : name));
  const which = pid === undefined ? '' : ` (process ${pid})`;
  const unused = idle.length === 0 ? '' : `; ${idle.join(', ')} of this command count for nothing then`;
  return `the dispatcher of the town${which} sends the polecats${unused}\n`;
}
