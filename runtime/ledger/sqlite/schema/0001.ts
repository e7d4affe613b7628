/**
 * The first schema. Columns have the names of the fields that they hold. No foreign keys: each costs a search for
 * every row of a pour, and rows go in one place only (`remove`, `removeMolecule`), which the suite looks at.
 */
export const BEGIN = `
-- What changes while work goes on, apart from the texts: rows of about 120 bytes.
CREATE TABLE nodes (
  n INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  molecule INTEGER,
  part INTEGER,
  parent INTEGER,
  ephemeral INTEGER NOT NULL,
  state TEXT NOT NULL,
  hold TEXT,
  outcome TEXT,
  byHand INTEGER NOT NULL,
  priority INTEGER NOT NULL,
  createdAt INTEGER NOT NULL,
  updatedAt INTEGER NOT NULL,
  startedAt INTEGER,
  closedAt INTEGER,
  closeReason TEXT,
  blockers INTEGER NOT NULL,
  openChildren INTEGER NOT NULL,
  runIf TEXT NOT NULL,
  onFail TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  checkFailures INTEGER NOT NULL,
  worker TEXT,
  leaseUntil INTEGER,
  deadline INTEGER,
  wakeAt INTEGER,
  iteration INTEGER NOT NULL,
  policy TEXT,
  -- When it may be claimed although nobody has woken it yet.
  wakes INTEGER AS (CASE WHEN state IN ('deferred', 'backoff') THEN wakeAt END) VIRTUAL,
  -- When something is to be done about it: one index for all reasons. A check that is to be made again wakes too.
  due INTEGER AS (
    CASE WHEN state <> 'closed' THEN nullif(
      min(
        ifnull(leaseUntil, 9007199254740991),
        ifnull(deadline, 9007199254740991),
        ifnull(CASE WHEN state IN ('deferred', 'backoff', 'verifying') THEN wakeAt END, 9007199254740991)),
      9007199254740991) END
  ) VIRTUAL
) STRICT;
CREATE INDEX nodes_ready ON nodes (priority, createdAt) WHERE state = 'ready' AND ephemeral = 0;
CREATE INDEX nodes_ready_ephemeral ON nodes (priority, createdAt) WHERE state = 'ready' AND ephemeral = 1;
CREATE INDEX nodes_ready_in ON nodes (molecule, priority, createdAt) WHERE state = 'ready' AND molecule IS NOT NULL;
CREATE INDEX nodes_state ON nodes (state);
CREATE INDEX nodes_molecule ON nodes (molecule) WHERE molecule IS NOT NULL;
CREATE INDEX nodes_parent ON nodes (parent) WHERE parent IS NOT NULL;
CREATE INDEX nodes_due ON nodes (due) WHERE due IS NOT NULL;
CREATE INDEX nodes_wakes ON nodes (wakes) WHERE wakes IS NOT NULL;

-- The number of the next node: one that is gone is not given again.
CREATE TABLE numbers (next INTEGER NOT NULL) STRICT;
INSERT INTO numbers VALUES (1);

-- How many beads are in a state: counting a million takes 300 ms.
CREATE TABLE tallies (
  state TEXT NOT NULL,
  ephemeral INTEGER NOT NULL,
  beads INTEGER NOT NULL,
  PRIMARY KEY (state, ephemeral)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER nodes_moved AFTER UPDATE OF state, ephemeral ON nodes
WHEN OLD.kind <> 'barrier' AND (OLD.state <> NEW.state OR OLD.ephemeral <> NEW.ephemeral) BEGIN
  UPDATE tallies SET beads = beads - 1 WHERE state = OLD.state AND ephemeral = OLD.ephemeral;
  INSERT INTO tallies VALUES (NEW.state, NEW.ephemeral, 1) ON CONFLICT DO UPDATE SET beads = beads + 1;
END;

CREATE TABLE beads (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  design TEXT NOT NULL,
  acceptance TEXT NOT NULL,
  notes TEXT NOT NULL,
  type TEXT NOT NULL,
  assignee TEXT,
  owner TEXT,
  createdBy TEXT,
  dueAt INTEGER,
  externalRef TEXT,
  estimate REAL,
  metadata TEXT,
  step TEXT,
  extra TEXT,
  -- That of its node, for the index.
  stepPart INTEGER
) STRICT;
CREATE INDEX beads_step ON beads (stepPart, step) WHERE step IS NOT NULL;
CREATE INDEX beads_type ON beads (type);
CREATE INDEX beads_assignee ON beads (assignee) WHERE assignee IS NOT NULL;

CREATE TABLE edges (
  source INTEGER NOT NULL,
  target INTEGER NOT NULL,
  type TEXT NOT NULL,
  joins TEXT,
  PRIMARY KEY (source, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX edges_back ON edges (target);

CREATE TABLE labels (n INTEGER NOT NULL, label TEXT NOT NULL, PRIMARY KEY (n, label)) STRICT, WITHOUT ROWID;
CREATE INDEX labels_back ON labels (label);

CREATE TABLE comments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  n INTEGER NOT NULL,
  author TEXT NOT NULL,
  text TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX comments_of ON comments (n);

CREATE TABLE outputs (n INTEGER PRIMARY KEY, output TEXT NOT NULL) STRICT;

-- A sequence number that was seen is not given again, even when its event is gone.
CREATE TABLE events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  type TEXT NOT NULL,
  subject TEXT NOT NULL,
  molecule TEXT,
  actor TEXT NOT NULL,
  attempt INTEGER,
  data TEXT
) STRICT;
CREATE INDEX events_subject ON events (subject);
CREATE INDEX events_molecule ON events (molecule) WHERE molecule IS NOT NULL;

CREATE TABLE molecules (
  n INTEGER PRIMARY KEY,
  phase TEXT NOT NULL,
  formula TEXT NOT NULL,
  paused INTEGER NOT NULL,
  openSteps INTEGER NOT NULL,
  activeSteps INTEGER NOT NULL,
  runningSteps INTEGER NOT NULL,
  hasLonely INTEGER NOT NULL,
  lean INTEGER NOT NULL,
  stalled INTEGER NOT NULL,
  cancelled TEXT,
  squash TEXT,
  home TEXT
) STRICT;

CREATE TABLE parts (
  part INTEGER PRIMARY KEY AUTOINCREMENT,
  molecule INTEGER NOT NULL,
  root INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  prefix TEXT NOT NULL,
  "values" TEXT NOT NULL,
  point TEXT
) STRICT;
CREATE INDEX parts_molecule ON parts (molecule);
CREATE INDEX parts_fingerprint ON parts (fingerprint);

-- The texts that protomolecules were cooked from: many have the same ones.
CREATE TABLE sources (sha256 TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;
CREATE TABLE protomolecules (
  fingerprint TEXT PRIMARY KEY,
  protomolecule TEXT NOT NULL,
  -- The bundle, without the texts of its sources.
  bundle TEXT NOT NULL
) STRICT;

CREATE TABLE gates (
  n INTEGER NOT NULL,
  at INTEGER NOT NULL,
  gate TEXT NOT NULL,
  state TEXT NOT NULL,
  armedAt INTEGER,
  dueAt INTEGER,
  askedAt INTEGER,
  finding TEXT,
  -- That of its node, for the index.
  molecule INTEGER,
  type TEXT AS (gate ->> 'type') VIRTUAL,
  awaited TEXT AS (gate ->> 'id') VIRTUAL,
  PRIMARY KEY (n, at)
) STRICT, WITHOUT ROWID;
CREATE INDEX gates_armed ON gates (n, at) WHERE state = 'armed';
CREATE INDEX gates_conditions ON gates (molecule) WHERE state = 'armed' AND type IN ('condition', 'conditional');
CREATE INDEX gates_awaiting ON gates (type, awaited) WHERE state = 'armed' AND awaited IS NOT NULL;
CREATE INDEX gates_due ON gates (dueAt) WHERE state = 'armed' AND dueAt IS NOT NULL;

-- What is said twice so that an index can have it.
CREATE TRIGGER nodes_joined AFTER UPDATE OF molecule ON nodes BEGIN
  UPDATE gates SET molecule = NEW.molecule WHERE n = NEW.n;
END;
CREATE TRIGGER nodes_regrouped AFTER UPDATE OF part ON nodes BEGIN
  UPDATE beads SET stepPart = NEW.part WHERE n = NEW.n;
END;

CREATE TABLE flags (
  molecule INTEGER NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (molecule, name)
) STRICT, WITHOUT ROWID;

-- What was made with a key, and the molecule that it is of.
CREATE TABLE keys (key TEXT PRIMARY KEY, id TEXT NOT NULL, molecule INTEGER) STRICT, WITHOUT ROWID;
CREATE INDEX keys_molecule ON keys (molecule) WHERE molecule IS NOT NULL;

CREATE TABLE spawnings (n INTEGER PRIMARY KEY, items TEXT NOT NULL, made INTEGER NOT NULL) STRICT;

CREATE TABLE tombstones (id TEXT PRIMARY KEY, digest TEXT, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE bases (id TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;
