/** How the results of formula tests are told: to people, as one JSON document, or as JUnit XML. */
export const TEST_FORMATS = ['human', 'json', 'junit'] as const;
export type TestFormat = (typeof TEST_FORMATS)[number];
