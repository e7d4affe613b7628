/** Who works on what, and where. */
export const LANES = `
CREATE TABLE lanes (
  n INTEGER PRIMARY KEY,
  root INTEGER NOT NULL,
  rig TEXT,
  agent TEXT NOT NULL,
  land TEXT NOT NULL,
  polecat TEXT,
  sandbox TEXT,
  branch TEXT,
  supervisor TEXT,
  agentProcess TEXT,
  beganAfter INTEGER NOT NULL,
  fruitless INTEGER NOT NULL,
  wakeAt INTEGER,
  trouble TEXT,
  slungAt INTEGER NOT NULL,
  slungBy TEXT NOT NULL
) STRICT;
CREATE INDEX lanes_root ON lanes (root);
`;
