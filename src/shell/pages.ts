import type { RegisteredRouter } from '@tanstack/react-router'
import { own } from '../../domain/own.ts'
import type { IconName } from '../app/icons.tsx'

type Address = keyof RegisteredRouter['routesByPath']
type FirstPart<A> = A extends `/${infer First}/${string}`
  ? First
  : A extends `/${infer First}`
    ? Exclude<First, ''>
    : never
/** The first part of a page's address, which what opens from the page begins with too. */
type Part = FirstPart<Address>

interface PageFacts {
  /** What it is called: in the rail, in the palette, and to colleagues who see where a person is. */
  title: string
  /** In the palette: in other words there, or `null` where nobody goes of their own accord. */
  command?: string | null
  /** Its place in the rail. */
  rail?: { icon: IconName; isFoot?: boolean }
  /** Goes there from anywhere: as it is pressed, and in words. */
  key?: { press: string; shown: string; label: string }
  /** Other ways in, for the palette: part of an address, or what is asked of the page. */
  more?: readonly Way[]
}

interface Way {
  text: string
  /** What follows the page's own address. */
  below?: string
  search?: Record<string, string>
  hash?: string
}

/** Every page, in the order of the rail. A route without an entry here does not compile. */
export const PAGES: Record<Part, PageFacts> = {
  'my-system': {
    title: 'My system',
    rail: { icon: 'system' },
    key: { press: 'shift+m', shown: 'Shift M', label: 'Go to My system' },
  },
  register: {
    title: 'Register',
    rail: { icon: 'register' },
    key: { press: 'shift+r', shown: 'Shift R', label: 'Go to the register' },
  },
  across: {
    title: 'Across systems',
    rail: { icon: 'across' },
    key: { press: 'shift+a', shown: 'Shift A', label: 'Go to Across systems' },
  },
  metrics: {
    title: 'Metrics',
    rail: { icon: 'metrics' },
    more: [
      { text: 'Map and ranking of a metric', search: { view: 'map' } },
      { text: 'Early warnings in the metrics', search: { view: 'warnings' } },
      { text: 'Scorecard of this system', below: '/system' },
      { text: 'Import values of metrics', below: '/import' },
    ],
  },
  workshops: {
    title: 'Workshops',
    rail: { icon: 'workshops' },
    key: { press: 'shift+w', shown: 'Shift W', label: 'Go to the workshops' },
  },
  strategies: {
    title: 'Strategies',
    rail: { icon: 'strategies' },
    more: [{ text: 'Mapping of priorities: overlaps and gaps', below: '/mapping' }],
  },
  learning: {
    title: 'Learning',
    command: 'Learning: case studies',
    rail: { icon: 'learning' },
  },
  reports: { title: 'Reports', rail: { icon: 'reports' } },
  search: { title: 'Find anything', command: 'Find anything: in notes, workshops, strategies' },
  owners: { title: 'People and owners', rail: { icon: 'people', isFoot: true } },
  chase: { title: 'Chasing owners', command: 'Chase owners' },
  replies: { title: 'Replies of owners', command: 'Replies of owners: take them in' },
  conflicts: { title: 'Disagreements', command: 'Disagreements to settle' },
  'bring-back': { title: 'Bring back', command: 'Bring back what was removed' },
  checklist: { title: 'Checklist', command: 'Organisational checklist' },
  challenges: { title: 'Challenges to policymakers' },
  exchange: { title: 'Excel and CSV', command: 'Excel and CSV: export and import' },
  settings: {
    title: 'Settings',
    rail: { icon: 'settings', isFoot: true },
    more: [
      { text: 'Back up or restore the record', hash: 'backups' },
      { text: 'Check the record against its log', hash: 'record' },
      { text: 'Mergers of systems', hash: 'systems' },
    ],
  },
  import: {
    title: 'Import of the report',
    command: null,
    more: [{ text: 'Import the report', below: '/report' }],
  },
  action: { title: 'An action', command: null },
  start: { title: 'A new record', command: null },
  sync: { title: 'Synchronisation', command: 'Synchronisation: sharing and its server' },
}

/** Every page with its address. */
export const PLACES = Object.entries<PageFacts>(PAGES).map(([part, facts]) => ({
  to: `/${part}` as Place,
  ...facts,
}))
type Place = Extract<Address, `/${Part}`>

/** What colleagues see of where a person is. @param pathname the address, such as `/metrics/import` */
export function pageTitle(pathname: string): string {
  return own<PageFacts>(PAGES, pathname.split('/')[1] ?? '')?.title ?? ''
}
