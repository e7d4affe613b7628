import type { UpstreamStep } from './upstream-order.js';

/** A step as upstream would cook it, in short: its id, what it needs, and what it is inside of. */
const step = (id: string, needs: string = '', parent?: string): UpstreamStep => ({
  id,
  needs: needs === '' ? [] : needs.split(' '),
  ...(parent !== undefined && { parent }),
});

const notes = [
  step('collect-changes'),
  step('sort-changes', 'collect-changes'),
  step('write-notes', 'sort-changes'),
  step('check-links', 'write-notes'),
  step('approve', 'check-links'),
  step('publish', 'approve'),
  step('announce', 'publish'),
  step('clean-up', 'announce'),
];

/**
 * What upstream would make of the fixtures that are workflows, written by hand after its rules: iterations
 * one to one, nobody behind a loop or an inline expansion, advice that starts at once, no order through a
 * step that a condition removed. It has no patches, and a loop with `until` leaves no step there, so that the
 * two editions are not among them.
 */
export const FIXTURE_ORDERS: Readonly<Record<string, readonly UpstreamStep[]>> = {
  'carriage.formula.toml': [step('horse'), step('cart', 'horse')],
  'garden-plan.formula.toml': [
    step('bed-north.sow'),
    step('bed-north.water', 'bed-north.sow'),
    step('bed-south.sow', 'bed-north.water'),
    step('bed-south.water', 'bed-south.sow'),
    step('harvest', 'bed-south.water'),
  ],
  'handbook.formula.toml': [
    step('plan-ask'),
    step('plan', 'plan-ask'),
    step('plan-confirm', 'plan'),
    step('introduction.outline', 'plan'),
    step('introduction.draft', 'introduction.outline'),
    step('introduction.revise', 'introduction.draft'),
    step('reference.outline', 'plan'),
    step('reference.draft', 'reference.outline'),
    step('first-page'),
    step('first-page-lock'),
    step('first-page-unlock', 'first-page'),
    step('first-page-archive', 'first-page'),
    step('first-page-index', 'first-page-archive'),
    step('chapter-soil-count', 'plan'),
    step('chapter-soil-sample.iter1.page'),
    step('chapter-soil-sample.iter2.page', 'chapter-soil-sample.iter1.page'),
    step('chapter-water-count'),
    step('chapter-water-sample.iter1.page'),
    step('chapter-water-sample.iter2.page', 'chapter-water-sample.iter1.page'),
    step('publish-handbook-proofread'),
    step('publish-handbook-lock'),
    step('publish-handbook', 'publish-handbook-proofread publish-handbook-lock reference.draft first-page'),
    step('publish-handbook-unlock', 'publish-handbook'),
    step('celebrate-lock'),
    step('celebrate', 'celebrate-lock publish-handbook'),
    step('celebrate-unlock', 'celebrate'),
  ],
  'nightly.formula.json': [step('dump'), step('copy', 'dump'), step('prune', 'copy')],
  'odd-layout.formula.toml': [step('alpha'), step('beta', 'alpha'), step('gamma', 'beta')],
  'office-move.formula.toml': [
    step('announce'),
    step('pack', 'announce'),
    step('pack-books', '', 'pack'),
    step('pack-desks', '', 'pack'),
    step('drawers', '', 'pack-desks'),
    step('lamps', 'drawers', 'pack-desks'),
    step('drive', 'pack'),
    step('count-boxes', 'pack'),
    step('first-box', 'pack'),
    step('unpack', 'drive lamps'),
    step('hand-over-keys', 'unpack'),
    step('party', 'hand-over-keys'),
    step('music', '', 'party'),
    step('food', '', 'party'),
  ],
  'patch-notes.formula.toml': [...notes, step('sign', 'publish'), step('tell-reporters', 'sign write-notes')],
  'practice-runs.formula.toml': [
    step('prepare'),
    step('warm-up.iter1.breathe'),
    step('warm-up.iter2.breathe', 'warm-up.iter1.breathe'),
    step('warm-up.iter3.breathe', 'warm-up.iter2.breathe'),
    step('rehearse.iter1.speak'),
    step('rehearse.iter2.speak', 'rehearse.iter1.speak'),
    step('rehearse.iter2.listen', 'rehearse.iter2.speak'),
    step('rehearse.iter3.speak', 'rehearse.iter2.listen'),
    step('rehearse.iter3.listen', 'rehearse.iter3.speak'),
    step('drill.iter1.part.iter1.repeat'),
    step('drill.iter2.part.iter1.repeat', 'drill.iter1.part.iter1.repeat'),
    step('drill.iter2.part.iter2.repeat', 'drill.iter2.part.iter1.repeat'),
    step('perform'),
  ],
  'release-notes.formula.toml': notes,
  'short-notes.formula.toml': notes,
  'signed-notes.formula.toml': [...notes, step('sign', 'publish')],
  'single-copy.formula.toml': [step('print'), step('send', 'print')],
  'tidy.toml': [step('sweep'), step('mop', 'sweep')],
};
