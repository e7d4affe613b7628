/** Sizes of the texts, in the units of the drawing. */
export const FONT = { name: 18, note: 12, title: 12.5, id: 11, badge: 10 } as const;
