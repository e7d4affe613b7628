import type { Agent } from './agents.js';

/** Variables, by name. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** What every program may know of its surroundings. All else, secrets above all, reaches it only when it is given. */
const COMMON = new Set([
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'SHELL',
  'LANG',
  'LANGUAGE',
  'TERM',
  'COLORTERM',
  'TMPDIR',
  'TZ',
  'SSH_AUTH_SOCK',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'NODE_EXTRA_CA_CERTS',
]);

/** The variables of `outer` that every program gets. */
export const commonVariables = (outer: Variables): Record<string, string> =>
  defined(
    Object.entries(outer).filter(([name]) => COMMON.has(name.toUpperCase()) || /^(?:LC|XDG)_/.test(name)),
  );

/**
 * The environment of an agent: what every program gets, what its data says (`$NAME` is looked up in `outer`, and left out
 * where that has none), and what is `given` for the step, which counts most.
 */
export function agentEnvironment(agent: Agent, outer: Variables, given: Variables): Record<string, string> {
  const own = Object.entries(agent.env).map(([name, value]) => {
    const [, reference] = /^\$([A-Za-z_][A-Za-z0-9_]*)$/.exec(value) ?? [];
    return [name, reference === undefined ? value : outer[reference]] as const;
  });
  return { ...commonVariables(outer), ...defined(own), ...defined(Object.entries(given)) };
}

const defined = (entries: readonly (readonly [string, string | undefined])[]): Record<string, string> =>
  Object.fromEntries(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
