import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { declaredCommands, helpOf } from './testing/declared.js';
import { Sandbox } from './testing/sandbox.js';

let sandbox: Sandbox;
beforeAll(() => {
  sandbox = new Sandbox();
});
afterAll(() => sandbox.remove());

const GT_HELP = `Usage: gt [options] [command]

Compile workflow formulas into checked graphs of steps, and keep track of the work.

Options:
  -V, --version                        print the version
  -h, --help                           show help

Formulas:
  cook [options] [formulas...]         compile formulas into checked protomolecules
  formula                              list and show formulas
  graph [options] <formula>            draw the cooked graph of a formula
  diff [options] <a> [b]               compare what two formulas, or revisions, come to
  fmt [options] [paths...]             lay out formula files in one style
  expand [options] <formula>           write out what a formula is composed of, as one plain formula
  conformance [options] <folder>       hold an implementation of the language against its cases
  explain [options] [names...]         say what a finding, a key or a word means
  lint [options] [formulas...]         find what is likely not meant in formulas
  test [options] [paths...]            run the tests of formulas, without agents
  lsp [options]                        the language server for formulas, for editors

Authoring:
  quickstart [options] [folder]        a first formula, from nothing to its digest
  new [options] [name]                 begin a formula
  schema [name]                        print the JSON schema of formulas, protomolecules or the
                                       settings of a project
  editor                               let editors check formulas and help with them

Beads:
  init [options]                       begin a ledger in this folder
  create [options] [titles...]         make beads
  show [options] <ids...>              show all there is to beads
  update [options] <ids...>            change what is said of beads, or claim them
  close [options] <ids...>             say that beads are done
  reopen [options] <ids...>            open closed beads again
  list [options]                       list beads
  ready [options]                      list what can be worked on now
  blocked [options]                    list what waits, and for what
  search [options] <text>              find beads by their texts
  dep                                  say and show what depends on what
  label                                give beads labels, take them, list them
  comment [options] <id> <text>        say something about a bead
  comments [options] <id>              show what was said about a bead
  stats [options]                      count the beads
  batch [options]                      carry out many commands as one: all of them, or none
  doctor [options]                     look whether a ledger is whole
  export [options]                     write the beads to the file that git has
  import [options] [file]              take in the beads of a file

Molecules:
  pour [options] <formula>             make a molecule of a formula
  wisp [options] <formula>             make a wisp of a formula
  bond [options] <molecule> <formula>  attach a formula to a living molecule, or join two
  squash [options] <id>                make a digest of a finished molecule or wisp
  burn [options] <ids...>              burn wisps: one event says that they were there
  distill [options] <id> [name]        make a formula of a molecule, or of beads that people made
  step                                 mend a molecule that runs, step by step
  gate                                 show gates, open them, ask them
  why [options] <id>                   tell why a bead is where it is
  trust [options] <source>             let the shell of a formula run
  merge-driver [options] [files...]    merge files of beads, for git
  mol                                  look at molecules and wisps, and finish them

Work:
  run [options] [formula]              pour a formula, send polecats to its steps, and follow it to
                                       its end
  sling [options] <what> [rig]         give a bead, a molecule, or what a formula makes to the
                                       polecats of a rig
  unsling [options] <id>               take a bead or molecule off the hook; its worktree stays
  convoy                               track beads and molecules together, and know when all of them
                                       are done
  hook [options] [whose]               what is on somebody's hook
  prime [options] [whose]              claim the next step on the hook, and tell all that is to be
                                       known of it
  done [options] [id]                  the step that you have claimed is done, or cannot be
  handoff [options]                    give the step that you have claimed back, for somebody else
                                       to go on with
  nudge [options] <whom> <message>     say something to whoever is at work
  status [options]                     who is at work in the town, and on what
  peek [options] <whose>               the end of what an agent has printed
  feed [options]                       what has happened lately: every transition, with who did it,
                                       in which attempt, and why
  log [options]                        all that has happened, the oldest first
  dispatch [options]                   send polecats to all that is ready
  start [options]                      begin the dispatcher of the town, in the background
  shutdown [options]                   end the dispatcher of the town; who is at work goes on

Towns and agents:
  install [options] <path>             make a town of a folder
  rig                                  add repositories to a town, list them
  crew                                 give people clones of a rig
  agents [options]                     list the agents that can work

Help:
  completion <shell>                   print what lets a shell complete commands
  help [command...]                    show the help of a command

Exit codes:
  0  fine
  1  a formula has errors, or the ledger says no: no such bead, or not in a state for that
  2  the command was called wrongly
  3  a file or the ledger could not be read or written
  4  a bug of this program

Examples:
  gt formula list
  gt cook shiny
  gt cook --check .beads/formulas
  gt create "Fix the login"
  gt ready
`;

const COOK_HELP = `Usage: gt cook [options] [formulas...]

Compile formulas into checked protomolecules.

On a terminal the woven graph is shown as a tree; in a pipe, with --json or -o it is the
protomolecule itself, as JSON. Findings go to stderr; with --check they are the result, and --format
json, sarif and github go to stdout.

Arguments:
  formulas               names of formulas, or files; with --check files or folders

Options:
  --var <name=value>     give a variable a value (repeatable)
  --preset <name>        only these legs of a convoy, as the formula names them
  --mode <mode>          runtime: every variable must have a value, and all texts are filled
                         (choices: "compile", "runtime", default: "compile")
  --strict               refuse values for variables that the formula does not declare
  --no-overlay           cook formulas as their files have them, without what formula-overlays/
                         change
  --dry-run              show the graph as a tree, wherever the output goes
  --emit <phase>         print what stands after read, check, inherit, expand, weave, wire, graph or
                         emit
  --stats                print the time of each phase to stderr
  --json                 print the protomolecule even on a terminal, and findings as JSON
  --format <format>      how findings are told, human unless given (choices: "human", "json",
                         "sarif", "github")
  -o, --output <file>    write to a file; several formulas go to a folder, as NAME.json; with
                         --check the report
  --check                only report all findings of all files, for CI (without a path: of this
                         folder)
  --changed-since <rev>  only formulas that have changed since a git revision, and those that draw
                         such a one in; of cook with --check
  --search-path <dir>    look here first, ahead of all tiers (repeatable)
  -h, --help             show help

Exit codes:
  0  fine
  1  a formula has errors, or there is none of that name
  2  the command was called wrongly
  3  a file could not be read or written
  4  a bug of this program

Examples:
  gt cook shiny
  gt cook beads-release --var version=1.2.0 -o release.json
  gt cook ./draft.formula.toml --dry-run
  gt cook code-review --preset quick
  gt cook --check .beads/formulas
  gt cook --check --format sarif -o findings.sarif
  gt cook --check --changed-since origin/main
`;

describe('help', () => {
  it('lists what there is', () => {
    expect(sandbox.gt('--help')).toEqual({ stdout: GT_HELP, stderr: '', code: 0 });
    expect(sandbox.gt('help')).toEqual({ stdout: GT_HELP, stderr: '', code: 0 });
  });

  it('of a command', () => {
    expect(sandbox.gt('cook', '--help')).toEqual({ stdout: COOK_HELP, stderr: '', code: 0 });
    expect(sandbox.gt('help', 'cook')).toEqual({ stdout: COOK_HELP, stderr: '', code: 0 });
    expect(sandbox.gt('help', 'formula', 'which').stdout).toBe(sandbox.gt('formula', 'which', '-h').stdout);
  });

  it('of bd names bd, and what bd has', () => {
    const { stdout } = sandbox.bd('--help');
    expect(stdout).toContain('Usage: bd [options] [command]');
    expect(stdout).toContain('\n  bd cook shiny\n');
    expect(stdout).not.toMatch(/\bgt\b|graph \[options\]/);
  });

  it('without a command is shown as a mistake', () => {
    expect(sandbox.gt()).toEqual({ stdout: '', stderr: GT_HELP, code: 2 });
  });

  it.each(['gt', 'bd'] as const)('every command of %s has examples, which are of that command', (program) => {
    const wanting = declaredCommands(program).filter(({ path, command }) => {
      const [, examples = ''] = /\nExamples:\n((?: {2}.*\n)+)$/.exec(helpOf(command)) ?? [];
      const words = `  ${[program, ...path].join(' ')} `;
      return !examples
        .trimEnd()
        .split('\n')
        .every((line) => `${line} `.startsWith(words));
    });
    expect(wanting.map(({ path }) => path.join(' '))).toEqual([]);
  });
});

it('--version', () => {
  for (const option of ['--version', '-V'])
    expect(sandbox.gt(option)).toEqual({ stdout: `${manifest.version}\n`, stderr: '', code: 0 });
});

describe('a call that is wrong gets one line that says what to do', () => {
  const cases: readonly [string, string][] = [
    ['cok shiny', `unknown command 'cok'; did you mean cook?`],
    ['frobnicate', `unknown command 'frobnicate'; see "gt --help"`],
    ['formula shwo', `unknown command 'shwo'; did you mean show?`],
    ['formula frobnicate', `unknown command 'frobnicate'; see "gt formula --help"`],
    ['help frobnicate', `unknown command 'frobnicate'; see "gt --help"`],
    ['help cok', `unknown command 'cok'; did you mean cook?`],
    ['help formula shwo', `unknown command 'shwo'; did you mean show?`],
    ['help cook frobnicate', `unknown command 'frobnicate'; see "gt cook --help"`],
    ['cook shiny --jsno', `unknown option '--jsno'; did you mean --json?`],
    ['cook shiny --frobnicate', `unknown option '--frobnicate'; see "gt cook --help"`],
    ['--jsno', `unknown option '--jsno'; see "gt --help"`],
    ['cook shiny --var', `option '--var <name=value>' argument missing; see "gt cook --help"`],
    [
      'cook shiny --mode fast',
      `option '--mode <mode>' argument 'fast' is invalid. Allowed choices are compile, runtime; see "gt cook --help"`,
    ],
    ['graph', `missing required argument 'formula'; see "gt graph --help"`],
    ['formula show', `missing required argument 'formula'; see "gt formula show --help"`],
    [
      'graph shiny shiny',
      `too many arguments for 'graph'. Expected 1 argument but got 2; see "gt graph --help"`,
    ],
    [
      'graph shiny --format png',
      `option '--format <format>' argument 'png' is invalid. Allowed choices are tree, mermaid, dot, svg; see "gt graph --help"`,
    ],
    [
      'formula list --type recipe',
      `option '--type <type>' argument 'recipe' is invalid. Allowed choices are workflow, expansion, aspect, convoy; see "gt formula list --help"`,
    ],
  ];

  it.each(cases)('gt %s', (line, mistake) => {
    expect(sandbox.gt(...line.split(' '))).toEqual({ stdout: '', stderr: `error: ${mistake}\n`, code: 2 });
  });

  it('bd does not have what Beads does not have', () => {
    expect(sandbox.bd('graph', 'shiny')).toEqual({
      stdout: '',
      stderr: `error: unknown command 'graph'; see "bd --help"\n`,
      code: 2,
    });
    expect(sandbox.bd('formula', 'which', 'shiny')).toEqual({
      stdout: '',
      stderr: `error: unknown command 'which'; see "bd formula --help"\n`,
      code: 2,
    });
  });
});
