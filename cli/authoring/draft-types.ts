/** What a formula can be. */
export const DRAFT_TYPES = ['workflow', 'expansion', 'aspect', 'convoy'] as const;
export type DraftType = (typeof DRAFT_TYPES)[number];
