import type { Command } from 'commander';
import { type Declared, declaredCommands, helpOf } from '../cli/testing/declared.js';

/** `docs/cli.md`: every command of `gt`, and which of them `bd` has, from the declarations alone. */
export function cliPage(): string {
  const commands = declaredCommands('gt');
  const beads = declaredCommands('bd').map(({ path }) => path.join(' '));
  return [
    '# Commands',
    'Every command of `gt`, as it is declared; this page is generated, and a test holds it to what `--help` says. Where nothing else',
    'is said, the exit code is 0 when all is fine, 1 when a formula has errors or the ledger says no, 2 when the command was called',
    'wrongly, 3 when a file or the ledger could not be read or written, and 4 for a bug of the program.',
    '',
    `\`bd\` has, over the same code: ${beads.map((path) => `\`${path}\``).join(', ')}.`,
    '',
    ...commands.map(({ path }) => `- [\`gt ${path.join(' ')}\`](#gt-${path.join('-')})`),
    '',
    ...commands.flatMap(section),
  ]
    .join('\n')
    .replace(/^# Commands\n/, '# Commands\n\n')
    .replace(/\n+$/, '\n');
}

function section({ path, command }: Declared): string[] {
  const name = `gt ${path.join(' ')}`;
  const [, examples = ''] = /\nExamples:\n((?: {2}.*\n)+)$/.exec(helpOf(command)) ?? [];
  return [
    `## ${name}`,
    '',
    sentence(command.description()),
    '',
    '```text',
    `${name} ${command
      .createHelp()
      .commandUsage(command)
      .split(' ')
      .slice(path.length + 1)
      .join(' ')}`.trimEnd(),
    '```',
    '',
    ...table('Argument', argumentsOf(command)),
    ...table('Option', optionsOf(command)),
    '```sh',
    ...examples
      .trimEnd()
      .split('\n')
      .map((line) => line.trim()),
    '```',
    '',
  ];
}

/** Descriptions are written as parts of a list; here they begin a paragraph. */
const sentence = (text: string): string => {
  const whole = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.)`]$/.test(whole) ? whole : `${whole}.`;
};

const argumentsOf = (command: Command): [string, string][] =>
  command
    .createHelp()
    .visibleArguments(command)
    .map((each) => [each.name(), command.createHelp().argumentDescription(each)]);

const optionsOf = (command: Command): [string, string][] => {
  const help = command.createHelp();
  return help
    .visibleOptions(command)
    .filter((option) => option.long !== '--help')
    .map((option) => [help.optionTerm(option), help.optionDescription(option)]);
};

function table(title: string, rows: readonly (readonly [string, string])[]): string[] {
  if (rows.length === 0) return [];
  const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
  return [
    `| ${title} | |`,
    '| --- | --- |',
    ...rows.map(([term, about]) => `| \`${term.replaceAll('|', '\\|')}\` | ${cell(about)} |`),
    '',
  ];
}
