export const toJson = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
