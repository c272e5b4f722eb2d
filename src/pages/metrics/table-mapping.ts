import type { Input } from '../../../preload/contract.ts'

export type TableMapping = NonNullable<Input<'metrics.previewImport'>['mapping']>
