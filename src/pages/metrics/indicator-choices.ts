import type { Input } from '../../../preload/contract.ts'

export type IndicatorChoices = NonNullable<Input<'metrics.import'>['indicators']>
