import { readSync, writeSync } from 'node:fs';
import { openLedger } from '../open.js';
import { plant } from './plant.js';
import { beadWith, eventWith, NOW, nodeWith } from './rows.js';

// What tests let other processes do: `<deed> <address> <name>`. `die` dies at the point with the number <name>, or tells all points.

const say = (line: string): void => void writeSync(1, `${line}\n`);

/** Stand still, event loop and all, until there is a line on the standard input. */
const waitForWord = (): void => void readSync(0, Buffer.alloc(100));

const [deed, address = '', name = ''] = process.argv.slice(2);

let points = 0;
let isDying = false;
function reach(point: string): void {
  if (!isDying) return;
  points++;
  if (name === '') say(point);
  else if (points === Number(name)) process.kill(process.pid, 'SIGKILL');
}

const timing = { together: 60_000 };
const ledger = await openLedger(address, { create: { prefix: 't' }, timing, probe: reach }).catch(
  (error: unknown) => {
    say(`refused ${error instanceof Error && 'code' in error ? error.code : error}`);
    return process.exit();
  },
);

switch (deed) {
  case 'count': {
    // Each reads what is there, and writes one more.
    for (let turn = 0; turn < 50; turn++)
      await ledger.write((tx) => tx.setSetting('count', String(Number(tx.setting('count') ?? 0) + 1)));
    break;
  }
  case 'claim': {
    for (let isMore = true; isMore; )
      isMore = await ledger.write((tx) => {
        const [next] = tx.ready({ now: NOW, limit: 1 });
        if (!next) return false;
        tx.updateNode(next.n, { state: 'claimed', worker: name, attempt: next.attempt + 1 });
        tx.append(eventWith({ type: 'bead.claimed', subject: next.id, actor: name }));
        return true;
      });
    break;
  }
  case 'hold': {
    await ledger.write((tx) => {
      tx.insert([
        { node: nodeWith({ n: tx.nextNumber() }), bead: beadWith({ n: tx.nextNumber(), id: 't-held' }) },
      ]);
      say('held');
      waitForWord();
    });
    say('done');
    break;
  }
  case 'look': {
    await ledger.read((view) => {
      say(`sees ${view.setting('a')}`);
      waitForWord();
      say(`still sees ${view.setting('a')}`);
    });
    break;
  }
  case 'fill': {
    await ledger.write((tx) => {
      const numbers = Array.from({ length: 300 }, (_, index) => index + 1);
      tx.insert(
        numbers.map((n) => ({ node: nodeWith({ n }), bead: beadWith({ n, description: 'x'.repeat(200) }) })),
      );
      tx.append(eventWith({}));
      tx.setSetting('turn', '0');
    });
    break;
  }
  case 'stay': {
    // Until it is killed: what it has written is in the log, and nobody empties that.
    for (let turn = 1; turn <= 5; turn++)
      await ledger.write((tx) => {
        tx.insert([{ node: nodeWith({ n: tx.nextNumber() }), bead: beadWith({ n: tx.nextNumber() }) }]);
        tx.setSetting('turn', String(turn));
      });
    say('stays');
    waitForWord();
    break;
  }
  case 'die': {
    isDying = true;
    await ledger.write((tx) => {
      tx.updateNode(1, { state: 'closed', outcome: 'pass' });
      plant(tx, 3);
      tx.remove([2]);
    });
    break;
  }
  case 'die-together': {
    isDying = true;
    const failing = ledger.write((tx) => {
      tx.setSetting('a', 'b');
      throw new Error('no');
    });
    await Promise.allSettled([
      ledger.write((tx) => tx.updateNode(1, { state: 'closed', outcome: 'pass' })),
      failing,
      ledger.write((tx) => plant(tx, 3)),
      ledger.write((tx) => tx.remove([2])),
    ]);
    break;
  }
  default:
    throw new Error(`there is no deed ${deed}`);
}
ledger.close();
