import type { DocumentNode } from '../../../documents/tree.ts'
import { guidance, heading, live, paragraph, table } from '../write.ts'

/** What is measured, from where it starts, and the metrics that show it. */
export function measures(): DocumentNode[] {
  return [
    heading(1, 'How we will know'),
    guidance(
      'Set targets as gaps to close, not as averages to lift: an average can rise while the poorest fall behind. Leave “known diabetes” without a target, because finding more people raises it.',
    ),
    table(
      ['Measure', 'Where we start', 'Target', 'By', 'Who answers'],
      [
        ['Known diabetes, adults', '8.4% (2023/24)', 'Watched, no target', '', ''],
        [
          'Gap in yearly checks between the most and the least deprived fifth',
          '[from the National Diabetes Audit]',
          '',
          '',
          '',
        ],
        [
          'People who start a course within a year of diagnosis',
          '[from the National Diabetes Audit]',
          '',
          '',
          '',
        ],
        [
          'Children with type 1 who use a sensor, poorest against richest fifth',
          '[from the National Paediatric Diabetes Audit]',
          '',
          '',
          '',
        ],
        [
          'Children with type 2 who had all their checks',
          '[from the National Paediatric Diabetes Audit]',
          '',
          '',
          '',
        ],
        ['Adults above a healthy weight', '67.1% (2022/23)', '', '', ''],
        ['Year 6 children above a healthy weight', '37.6% (2023/24)', '', '', ''],
      ],
    ),
    paragraph('The metrics below are kept in the shared record and drawn from it.'),
    metric(
      'prevalence-trend',
      'Known diabetes in the Midlands over time',
      'diabetes-prevalence',
      'trend',
    ),
    metric(
      'checks',
      'Children with type 2 who had their checks',
      'diabetes-checks-children',
      'systems',
    ),
    metric('weight', 'Adults above a healthy weight', 'adult-excess-weight', 'systems'),
    metric(
      'weight-children',
      'Year 6 children above a healthy weight',
      'year-6-excess-weight',
      'trend',
    ),
    metric('health-checks', 'Uptake of NHS Health Checks', 'health-check-uptake', 'systems'),
  ]
}

function metric(
  id: string,
  caption: string,
  name: string,
  picture: 'trend' | 'systems',
): DocumentNode {
  return live(id, caption, { kind: 'metric', metric: name, picture, area: null })
}
