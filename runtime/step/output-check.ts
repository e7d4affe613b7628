import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { RE2JS } from 're2js';

/** What is wrong with an output by its step's JSON schema; empty when it fits. */
export type OutputCheck = (schema: object, output: unknown) => readonly string[];

/** How many mistakes are told. */
const MOST = 5;

/**
 * The schema is the formula's, and so comes from anybody: its patterns run on RE2, which cannot hang, formats that
 * are not known are not checked, and nothing is fetched.
 */
export function outputCheck(): OutputCheck {
  const known = new WeakMap<object, ValidateFunction | string>();
  const compileSchema = (schema: object): ValidateFunction | string => {
    const ajv = new Ajv({
      allErrors: true,
      strict: false,
      validateFormats: false,
      code: { regExp: Object.assign((pattern: string) => asRegExp(pattern), { code: 're2' }) },
    });
    try {
      return ajv.compile(schema);
    } catch (error) {
      return `its schema cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    }
  };
  return (schema, output) => {
    const validate = known.get(schema) ?? compileSchema(schema);
    known.set(schema, validate);
    if (typeof validate === 'string') return [validate];
    return validate(output) ? [] : (validate.errors ?? []).slice(0, MOST).map(told);
  };
}

const asRegExp = (pattern: string): { test(text: string): boolean } => {
  const compiled = RE2JS.compile(pattern);
  return { test: (text) => compiled.matcher(text).find() };
};

/** `output.items.0 must be string`. */
const told = ({ instancePath, message = 'does not fit', params }: ErrorObject): string => {
  const extra = 'additionalProperty' in params ? ` (${JSON.stringify(params['additionalProperty'])})` : '';
  return `output${instancePath.replaceAll('/', '.')} ${message}${extra}`;
};
