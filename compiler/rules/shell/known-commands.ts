/*
 * Names of commands, as lines. `mail: inbox send` is a command and all words that may follow it; a line without a
 * colon names commands of which what follows is an argument, or not known in whole. Only where each of the words is
 * known is one that is missing a mistake.
 */

/** Gas Town 1.x, with its aliases and hidden commands. */
export const GAS_TOWN = `
  account: add default list status switch
  activity: emit
  agent-log assign audit broadcast cat changelog cleanup close commit compact completion costs dashboard disable
  dnd done doctor down enable escalate estop feed forget git-init handoff health heartbeat help hook work info init
  install krc log maintain memories metrics mountain namepool notify nudge nudge-poller orphans peek prime
  proxy-subcmds prune-branches ready release remember repair resume role seance show shutdown sling stale start
  status stat status-line synthesis synth tap thanks thaw theme town trail recent recap uninstall unsling unhook up
  upgrade version vitals whoami worktree
  agents, ag: check fix list menu state
  bead, bd: move read show
  boot: spawn status triage
  callbacks: process
  checkpoint: clear read write
  config: agent agent-email-domain cost-tier default-agent get set
  convoy
  crew: add at attach list next prev pristine refresh remove rename restart rs start spawn status stop
  cycle: next prev
  daemon: clear-backoff enable-supervisor logs rotate-logs run start status stop
  deacon, dea: attach at cleanup-orphans feed-stranded feed-stranded-state force-kill health-check health-state heartbeat pause redispatch redispatch-state restart resume stale-hooks start spawn status stop zombie-scan
  directive, directives: edit list show
  dog, dogs: add call clear dispatch done health-check list ls remove status
  dolt: cleanup dump fix-metadata flatten init init-rig kill-imposters list logs migrate migrate-wisps pull rebase recover restart rollback sql start status stop sync
  formula, formulas: create list overlay run show
  hooks: base diff init install list override registry scan sync
  issue: clear set show
  mail: announces archive channel check claim clear delete directory dir addresses drain group hook inbox mark-read ack mark-unread peek queue read show release reply search send thread
  mail channel: create delete list show subscribe subscribers unsubscribe
  mail group: add create delete list remove show
  mail queue: create delete list show
  mayor, may: acp attach at restart start spawn status stop
  mol, molecule: attach attach-from-mail attachment await-signal burn current dag detach progress squash status step
  mol step: await-event await-signal done emit-event
  molecule step: await-event await-signal done emit-event
  mq, mr: integration list next post-merge reject retry status submit
  mq integration: create land status
  patrol: digest new report scan
  plugin: history list run show sync
  polecat, polecats
  quota: clear rotate scan status watch
  reaper: auto-close databases purge reap run scan
  refinery, ref: attach at blocked claim queue ready release restart start spawn status stop unclaimed
  rig: add boot config detect dock list menu park quick-add reboot remove reset restart settings shutdown start status stop undock unpark
  scheduler: clear list pause resume run status
  session, sess: at attach capture check inject list restart start status stop
  shell: install remove status
  signal: stop
  warrant: execute file list
  witness: attach at restart start spawn status stop
  wl: browse charsheet claim done join post scorekeeper show stamp stamps sync
`;

/**
 * Beads. The last lines name what former releases had: formulas of that time are still in use, and right
 * where they run.
 */
export const BEADS = `
  admin: cleanup compact reset
  ado assign audit batch blocked bootstrap branch children close done comment comments compact completion context
  cook count create new create-form defer delete dep diff doctor duplicate duplicates edit export federation
  find-duplicates flatten forget gc github gitlab graph heartbeat help history human import info init init-safety jira
  lease linear link lint list mail memories metrics migrate migrate-personal note notion onboard orphans ping
  preflight prime priority promote prune purge q query quickstart ready recall reclaim recompute-blocked remember
  rename rename-prefix reopen restore rules search set-state setup ship show sql stale state status statuses supersede
  tag todo types unclaim undefer update upgrade vc version where
  backup: export-git fetch-git init remove restore status sync
  config: apply drift get list set set-many show unset validate
  dolt
  epic: close-eligible status
  formula: convert list schema show
  gate: add-waiter approve check create discover eval list resolve show wait close
  hooks: install list run uninstall
  kv: clear get list set
  label: add list list-all propagate remove
  merge-slot: acquire check create release
  mol: bond fart burn catalog current distill last-activity pour progress ready run seed show spawn squash stale wisp attach detach
  repo: add list remove sync
  swarm: create list status validate
  worktree: create info list remove
  activity agent cas cleanup create-batch daemon daemons deleted detect-pollution hook merge move pin pour refile
  relate repair reset resolve-conflicts slot sync template thanks unpin unrelate validate wisp
`;
