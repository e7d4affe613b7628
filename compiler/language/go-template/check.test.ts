import { describe, expect, it } from 'vitest';
import { checkTemplate } from './check.js';
import { parseTemplate } from './parse.js';
import { type PlaceName, vocabularyOf } from './vocabulary.js';

const VARIABLES = ['problem', 'files', 'pr'];

function checked(text: string, place: PlaceName = 'legPrompt', isOpen = false) {
  const { template, problems } = parseTemplate(text, { variables: true });
  expect(problems).toEqual([]);
  return checkTemplate(template, vocabularyOf(place, VARIABLES, isOpen));
}

const problems = (text: string, place?: PlaceName, isOpen?: boolean): string[] =>
  checked(text, place, isOpen).problems.map(
    ({ code, start, end, message, instead }) => `${code} ${text.slice(start, end)}: ${message}; ${instead}`,
  );

describe('the names of a template', () => {
  it('are those of the vocabulary, and the declared variables', () => {
    const text = `{{.formula_name}}{{.target_description}}{{.review_id}}{{.pr_number}}{{.pr_title}}
      {{range .changed_files}}{{.path}}{{.additions}}{{.deletions}}{{end}}{{range .files}}{{.}}{{end}}
      {{.leg.id}}{{.leg.title}}{{.leg.focus}}{{.leg.description}}{{.output.directory}}{{.output.synthesis}}
      {{.output_path}}{{.problem}}{{.inputs.problem}}{{.inputs.files}}{{problem}}{{if .leg}}{{end}}`;
    expect(problems(text)).toEqual([]);
  });

  it('are given with the place where each stands first', () => {
    const { names } = checked(
      '{{.leg.id}}{{if .problem}}{{.leg.id}}{{end}}{{pr}}{{range .files}}{{$.review_id}}{{end}}',
    );
    expect([...names].map(([name, { start }]) => [name, start])).toEqual([
      ['leg.id', 2],
      ['problem', 16],
      ['inputs.pr', 46],
      ['files', 58],
      ['review_id', 68],
    ]);
  });

  it('are whatever they are called where a parent is missing, but for those that every convoy has', () => {
    expect(problems('{{.other}}{{.inputs.other}}{{other}}', 'legPrompt', true)).toEqual([]);
    expect(problems('{{.leg.other}}', 'legPrompt', true)).toHaveLength(1);
  });

  it('are errors otherwise', () => {
    expect(problems('{{.nobody}}', 'directory')).toEqual([
      'GT3042 .nobody: nothing is called ".nobody"; the names are .formula_name, .target_description, .review_id, .pr_number, .pr_title, .changed_files, .files, .problem, .pr; others are declared in [inputs]',
    ]);
    expect(problems('{{.id}}')).toEqual(['GT3042 .id: nothing is called ".id"; did you mean ".leg.id"?']);
    expect(problems('{{$.focus}}')).toEqual([
      'GT3042 $.focus: nothing is called "$.focus"; did you mean "$.leg.focus"?',
    ]);
    expect(problems('{{nobody}}')).toEqual(['GT3002 nobody: no variable "nobody" is declared; undefined']);
    expect(checked('{{.outptu.directory}}').problems[0]).toMatchObject({
      name: '.outptu.directory',
      known: expect.arrayContaining(['.output.directory']),
    });
  });

  it.each<[string, PlaceName]>([
    ['.leg.id', 'synthesisText'],
    ['.leg.id', 'synthesisName'],
    ['.leg', 'synthesisText'],
    ['.leg.description', 'legText'],
    ['.leg.title', 'legName'],
    ['.output.directory', 'legName'],
    ['.leg.id', 'directory'],
    ['.output.directory', 'directory'],
    ['.leg.description', 'legFile'],
    ['.output_path', 'legFile'],
    ['.leg.id', 'synthesisFile'],
  ])('say nothing where they have no value: %s in %s', (name, place) => {
    expect(problems(`{{${name}}}`, place)).toEqual([
      expect.stringContaining(
        `GT3042 ${name}: "${name}" has no value here; what has a value here: .formula_name`,
      ),
    ]);
  });

  it('have no parts but those they have', () => {
    expect(problems('{{.pr_title.text}}')).toEqual([
      'GT3042 .pr_title.text: ".pr_title" is one value, without parts; write {{.pr_title}}',
    ]);
    expect(problems('{{.changed_files.path}}')).toEqual([
      'GT3042 .changed_files.path: ".changed_files" is a list; write {{range .changed_files}}{{.path}}{{end}}',
    ]);
  });
});

describe('the types of a template', () => {
  it('are held against what is done with a name', () => {
    expect(problems('{{.files}}')).toEqual([
      'GT3043 .files: ".files" is a list; write {{range .files}}...{{end}}, inside of which the item is {{.}}',
    ]);
    expect(problems('{{.leg}}')).toEqual([
      'GT3043 .leg: ".leg" is no text: it has parts; name the one that is meant: .leg.id, .leg.title, .leg.focus, .leg.description',
    ]);
    expect(problems('{{range .inputs.files}}{{.x}}{{end}}')).toEqual([
      'GT3043 .inputs.files: ".inputs.files" is one value, and {{range}} goes through a list; lists are .changed_files and .files',
    ]);
    expect(problems('{{range .leg}}{{end}}')).toEqual([
      'GT3043 .leg: ".leg" is something with parts, and {{range}} goes through a list; lists are .changed_files and .files',
    ]);
  });

  it('make a dot inside a range the item', () => {
    expect(problems('{{range .files}}{{.leg.id}}{{end}}')).toEqual([
      'GT3042 .leg.id: ".leg.id" means a part of the item here, and that is one value, without parts; it is {{.}}; a name from outside of the {{range}} is {{$.leg.id}}',
    ]);
    expect(problems('{{range .changed_files}}{{.paht}}{{.}}{{end}}')).toEqual([
      'GT3042 .paht: ".paht" means a part of the item here, and that has no such part; its parts are .path, .additions, .deletions; a name from outside of the {{range}} is {{$.paht}}',
      'GT3043 .: "." is no text: it has parts; name the one that is meant: .path, .additions, .deletions',
    ]);
    expect(problems('{{range .files}}{{else}}{{.leg.id}}{{end}}')).toEqual([]);
    expect(problems('{{range .files}}{{range $.changed_files}}{{.path}}{{end}}{{.}}{{end}}')).toEqual([]);
  });
});
