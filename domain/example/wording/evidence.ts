/** Kinds of evidence that people point to. Addresses lie at example.org, which is nobody's. */

export const EVIDENCE_ADDRESSES = [
  { title: 'Board paper', path: 'board/papers' },
  { title: 'Delivery group minutes', path: 'groups/delivery/minutes' },
  { title: 'News item', path: 'news' },
  { title: 'Project page', path: 'projects' },
  { title: 'Published policy', path: 'policies' },
  { title: 'Evaluation summary', path: 'evaluations' },
  { title: 'Equality impact assessment', path: 'equality' },
  { title: 'What people told us', path: 'have-your-say' },
  { title: 'Job advert', path: 'jobs' },
  { title: 'Dashboard page', path: 'dashboards' },
] as const

export const EVIDENCE_FILES = [
  { title: 'Project plan', folder: 'Shared drive > Inequalities', extension: 'docx' },
  { title: 'Terms of reference', folder: 'Shared drive > Groups', extension: 'docx' },
  { title: 'Training slides', folder: 'Shared drive > Training', extension: 'pptx' },
  { title: 'Attendance figures', folder: 'Shared drive > Returns', extension: 'xlsx' },
  { title: 'Survey results', folder: 'Shared drive > Returns', extension: 'xlsx' },
  { title: 'Signed agreement', folder: 'Contracts folder', extension: 'pdf' },
  { title: 'Leaflet', folder: 'Communications folder', extension: 'pdf' },
  { title: 'Lessons log', folder: 'Shared drive > Inequalities', extension: 'xlsx' },
] as const
