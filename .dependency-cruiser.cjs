/** The layers of ARCHITECTURE.md, enforced. */
const PHASES = ['read', 'check', 'inherit', 'expand', 'weave', 'wire', 'graph', 'emit'];

/** A phase imports itself, earlier phases, and what belongs to no phase. */
const phaseRules = PHASES.map((phase, index) => ({
  name: `no-later-phase-than-${phase}`,
  severity: 'error',
  comment: 'phases never import later phases',
  from: { path: `^compiler/${phase}/`, pathNot: '\\.test\\.ts$' },
  to: { path: `^compiler/(?:${[...PHASES.slice(index + 1), 'NONE'].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...phaseRules,
    {
      name: 'compiler-is-the-bottom',
      severity: 'error',
      comment: 'imports point down: cli -> runtime -> compiler',
      from: { path: '^compiler/' },
      to: { path: '^(?:runtime|cli)/' },
    },
    {
      name: 'runtime-below-cli',
      severity: 'error',
      comment: 'imports point down: cli -> runtime -> compiler',
      from: { path: '^runtime/' },
      to: { path: '^cli/' },
    },
    {
      name: 'compiler-is-pure',
      severity: 'error',
      comment: 'the compiler touches no disk, clock, environment or process; hashing is a pure function',
      from: { path: '^compiler/', pathNot: '(?:\\.test\\.ts$|^compiler/testing/)' },
      to: { dependencyTypes: ['core'], pathNot: '^(?:node:)?crypto$' },
    },
    {
      name: 'below-the-phases',
      severity: 'error',
      comment: 'what all phases use knows none of them (positions of sources excepted)',
      from: { path: '^compiler/(?:diagnostics|language)/', pathNot: '\\.test\\.ts$' },
      to: { path: `^compiler/(?:${PHASES.join('|')})/`, pathNot: '^compiler/read/source\\.ts$' },
    },
    {
      name: 'parser-is-lazy',
      severity: 'error',
      comment: 'chevrotain, re2js and the strict TOML parser are loaded only where used',
      from: { path: '^compiler/', pathNot: '(?:\\.test\\.ts$|^compiler/testing/|^compiler/language/)' },
      to: {
        path: '^compiler/language/(?:parser|pattern|go-template/index)\\.ts$',
        dependencyTypesNot: ['dynamic-import', 'type-only'],
      },
    },
    {
      name: 'sqlite-is-lazy',
      severity: 'error',
      comment:
        'only who opens a ledger loads what is behind it; the doctor, itself loaded late, looks at damaged ones',
      from: {
        path: '^(?:runtime|cli)/',
        pathNot: '(?:\\.test\\.ts$|^runtime/ledger/(?:sqlite|suite)/|^runtime/doctor/)',
      },
      to: { path: '^runtime/ledger/sqlite/', dependencyTypesNot: ['dynamic-import', 'type-only'] },
    },
    {
      name: 'lint-stands-beside',
      severity: 'error',
      comment:
        'lint looks at what the phases made; no phase knows of it, and cooking does not load it; the editor shows both',
      from: { path: '^compiler/', pathNot: '(?:\\.test\\.ts$|^compiler/(?:testing|rules|editor)/)' },
      to: { path: '^compiler/rules/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'editor-stands-on-top',
      severity: 'error',
      comment: 'what an editor shows is made of what the compiler makes; nothing of the compiler knows of it',
      from: { path: '^compiler/', pathNot: '(?:\\.test\\.ts$|^compiler/editor/)' },
      to: { path: '^compiler/editor/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: { pathNot: '\\.test\\.ts$' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(?:dist|node_modules)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      conditionNames: ['import', 'types', 'default'],
    },
  },
};
