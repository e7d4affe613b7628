import type { Scalar } from './scalar.js';

/** What may be known of a value before there is one. */
export interface VariableType {
  readonly type: 'string' | 'int' | 'number' | 'bool';
  readonly enum?: readonly Scalar[] | undefined;
}

/** Types by name. */
export type NamedTypes = Pick<ReadonlyMap<string, VariableType>, 'get' | 'keys'>;
