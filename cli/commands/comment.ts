import { comment as commentOn } from '../../runtime/beads/comment.js';
import { wholeBeadJson } from '../../runtime/beads/json.js';
import { resolveBead } from '../../runtime/beads/resolve.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode } from '../exit.js';
import { commentText } from '../output/bead-page.js';
import { writeChanged } from '../output/changed.js';
import { toJson } from '../output/json.js';
import { type LedgerOptions, withLedger } from '../session.js';
import { readText } from '../texts.js';

export interface CommentOptions extends LedgerOptions {}

/** `bd comment`: something is said about a bead. */
export async function comment(
  id: string,
  given: string,
  options: CommentOptions,
  environment: Environment,
): Promise<ExitCode> {
  const text = await readText(given);
  return withLedger(options, environment, async (session) => {
    const change = await session.change((turn) => {
      const bead = resolveBead(turn.tx, id);
      commentOn(turn, bead, text);
      return [bead.n];
    });
    await writeChanged(session, change, options, environment);
    return EXIT.ok;
  });
}

/** `bd comments`: what was said about a bead. */
export async function comments(
  id: string,
  options: CommentOptions,
  environment: Environment,
): Promise<ExitCode> {
  const { stdout } = environment;
  return withLedger(options, environment, async (session) => {
    const { all, json } = await session.read((view) => {
      const bead = resolveBead(view, id);
      return { all: view.comments(bead.n), json: wholeBeadJson(view, bead)['comments'] };
    });
    stdout.write(options.json ? toJson(json) : all.map((each) => commentText(each)).join('\n'));
    return EXIT.ok;
  });
}
