import { declareBatch } from './batch.js';
import { declareClose, declareReopen } from './close.js';
import { declareComment, declareComments } from './comment.js';
import { declareCompletion } from './completion.js';
import { declareConformance } from './conformance.js';
import { declareConvoy } from './convoy.js';
import { declareCook } from './cook.js';
import { declareCreate } from './create.js';
import { declareDep } from './dep.js';
import { declareDiff } from './diff.js';
import { declareDoctor } from './doctor.js';
import { declareEditor } from './editor.js';
import { declareExport, declareImport, declareMergeDriver } from './exchange.js';
import { declareExpand } from './expand.js';
import { declareExplain } from './explain.js';
import { declareFeed } from './feed.js';
import { declareFmt } from './fmt.js';
import { declareFormula } from './formula.js';
import { declareGate } from './gate.js';
import { declareGraph } from './graph.js';
import { declareInit } from './init.js';
import { declareLabel } from './label.js';
import { declareLint } from './lint.js';
import { declareBlocked, declareList, declareReady, declareSearch } from './list.js';
import { declareLsp } from './lsp.js';
import { declareMol } from './mol.js';
import { declareNew } from './new.js';
import { declareBond, declarePour } from './pour.js';
import { declareQuickstart } from './quickstart.js';
import { declareRun, declareSupervise } from './run.js';
import { declareSchema } from './schema.js';
import type { Declaring } from './shared.js';
import { declareShow } from './show.js';
import { declareBurn, declareDistill, declareSquash } from './squash.js';
import { declareStats } from './stats.js';
import { declareStep, declareTrust, declareWhy } from './step.js';
import { declareTest } from './test.js';
import { declareAgents, declareCrew, declareInstall, declareRig } from './town.js';
import { declareUpdate } from './update.js';
import { declareDispatch, declareHook, declareNudge, declareSling, declareStatus } from './work.js';

type Declare = (declaring: Declaring) => void;

/** Commands that stand together in the help, in its order. */
interface Group {
  readonly heading: string;
  readonly commands: readonly Declare[];
}

const COMPILING: readonly Declare[] = [declareCook, declareFormula];

/** What Beads does not have. */
const COMPILING_OF_GT: readonly Declare[] = [
  declareGraph,
  declareDiff,
  declareFmt,
  declareExpand,
  declareConformance,
  declareExplain,
  declareLint,
  declareTest,
  declareLsp,
];

/** What leads people who write formulas, and their editors. */
const AUTHORING: readonly Declare[] = [declareQuickstart, declareNew, declareSchema, declareEditor];

const BEADS: readonly Declare[] = [
  declareInit,
  declareCreate,
  declareShow,
  declareUpdate,
  declareClose,
  declareReopen,
  declareList,
  declareReady,
  declareBlocked,
  declareSearch,
  declareDep,
  declareLabel,
  declareComment,
  declareComments,
  declareStats,
  declareBatch,
  declareDoctor,
  declareExport,
  declareImport,
];

/** Molecules: what is typed most, at the top of `gt`; all of it is below `mol` for both programs. */
const MOLECULES_OF_GT: readonly Declare[] = [
  (declaring) => declarePour(declaring.program, 'pour', declaring),
  (declaring) => declarePour(declaring.program, 'wisp', declaring),
  (declaring) => declareBond(declaring.program, declaring),
  (declaring) => declareSquash(declaring.program, declaring),
  (declaring) => declareBurn(declaring.program, declaring),
  (declaring) => declareDistill(declaring.program, declaring),
  declareStep,
  declareGate,
  declareWhy,
  declareTrust,
  declareMergeDriver,
];

const WORK_OF_GT: readonly Declare[] = [
  declareRun,
  declareSling,
  declareConvoy,
  declareHook,
  declareNudge,
  declareStatus,
  declareFeed,
  declareDispatch,
  declareSupervise,
];

/** Beads knows of no towns. */
const TOWNS: readonly Declare[] = [declareInstall, declareRig, declareCrew, declareAgents];

/** All commands of a program. */
export function groupsOf(program: 'gt' | 'bd'): readonly Group[] {
  const isGt = program === 'gt';
  return [
    { heading: 'Formulas:', commands: isGt ? [...COMPILING, ...COMPILING_OF_GT] : COMPILING },
    ...(isGt ? [{ heading: 'Authoring:', commands: AUTHORING }] : []),
    { heading: 'Beads:', commands: BEADS },
    { heading: 'Molecules:', commands: isGt ? [...MOLECULES_OF_GT, declareMol] : [declareMol] },
    ...(isGt ? [{ heading: 'Work:', commands: WORK_OF_GT }] : []),
    ...(isGt ? [{ heading: 'Towns and agents:', commands: TOWNS }] : []),
    { heading: 'Help:', commands: [declareCompletion] },
  ];
}

/** What a line of a batch may be: a thousand lines are a thousand command lines. */
export const CHANGES: readonly Declare[] = [
  declareCreate,
  declareUpdate,
  declareClose,
  declareReopen,
  declareDep,
  declareLabel,
  declareComment,
];
